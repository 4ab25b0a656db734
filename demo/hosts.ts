export interface HostPlace {
  readonly port: number;
  /** Where it keeps its sessions and its database. */
  readonly folder: string;
}

/** How a host of `demo/hosts` is started, in its folder there. */
interface Host {
  /** What it needs on the machine beside Node. */
  readonly needs?: {
    readonly check: readonly [string, ...string[]];
    readonly debianPackages: readonly string[];
  };
  /** Runs once before it. */
  prepare?(place: HostPlace): readonly string[];
  serve(place: HostPlace): readonly string[];
  /** Follows the revocations, where the host's own processes live for one request only. */
  follow?(place: HostPlace): readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly accounts: readonly string[];
  readonly password: string;
}

export type HostName = "django" | "express" | "php";

/** Where Debian's packages put Django, whatever else is called python3. */
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

export const HOSTS: Record<HostName, Host> = {
  django: {
    needs: { check: [PYTHON, "-c", "import django, jwt"], debianPackages: ["python3-django", "python3-jwt"] },
    prepare: () => [PYTHON, "manage.py", "prepare"],
    serve: ({ port }) => [PYTHON, "manage.py", "runserver", "--noreload", `127.0.0.1:${port}`],
    environment: { PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" },
    accounts: ["ana", "admin"],
    password: "django-demo",
  },
  express: {
    serve: () => [process.execPath, "app.mjs"],
    accounts: ["ana", "admin"],
    password: "express-demo",
  },
  php: {
    needs: { check: ["php", "--version"], debianPackages: ["php-cli"] },
    serve: ({ port, folder }) => [...php(folder), "-S", `127.0.0.1:${port}`, "index.php"],
    follow: ({ folder }) => [...php(folder), "sereno.php"],
    environment: { PHP_CLI_SERVER_WORKERS: "4" },
    accounts: ["ana", "admin"],
    password: "php-demo",
  },
};

function php(folder: string): string[] {
  return ["php", "-d", `session.save_path=${folder}`];
}
