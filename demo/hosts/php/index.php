<?php // A small site with its own sign-in, as it was before Sereno came; what Sereno needs is marked.
require 'sereno.php'; // Sereno

const PEOPLE = [
    'ana' => ['id' => '1', 'name' => 'Ana Ruiz', 'roles' => []],
    'admin' => ['id' => '2', 'name' => 'The administrator', 'roles' => ['superuser']],
];
const PASSWORD = 'php-demo';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/sereno-webhook') { sereno_webhook(); return; } // Sereno

session_name('library_sid');
session_set_cookie_params(['httponly' => true, 'samesite' => 'Lax', 'path' => '/']);
session_start();
sereno_obey(); // Sereno
header('Cache-Control: no-store');
$user = PEOPLE[$_SESSION['username'] ?? ''] ?? null;

if ($path === '/sereno-identity') { sereno_identity(); return; } // Sereno

match ([$_SERVER['REQUEST_METHOD'], $path]) {
    ['GET', '/'] => home($user),
    ['GET', '/login'] => page('Sign in', form('/login', 'Sign in', true)),
    ['POST', '/login'] => sign_in($_POST['username'] ?? '', $_POST['password'] ?? ''),
    ['GET', '/confirm'] => $user ? page('Confirm that it is you', form('/confirm', 'Confirm', false)) : go('/login'),
    ['POST', '/confirm'] => $user ? confirm($user, $_POST['password'] ?? '') : go('/login'),
    ['POST', '/logout'] => sign_out(),
    default => [http_response_code(404), page('Not here', '<p><a href="/">To the library</a></p>')],
};

function home(?array $user): void {
    if (!$user) { page('The library', '<p><a href="/login">Sign in</a></p>'); return; }
    // Without scripts, and without Sereno, the form inside signs out as it always has.
    page('The library', '<p>Signed in as <b id="who">' . htmlspecialchars($user['name']) . '</b>.</p>
        <sereno-logout-button action="/logout"><form method="post" action="/logout"><button>Sign out</button></form>
        </sereno-logout-button><sereno-session-table></sereno-session-table>');
}

function sign_in(string $username, string $password): void {
    if (!isset(PEOPLE[$username]) || !hash_equals(PASSWORD, $password)) {
        http_response_code(401);
        page('Sign in', '<p>Not so.</p>' . form('/login', 'Sign in', true));
        return;
    }
    $_SESSION = ['username' => $username];
    session_regenerate_id(true);
    sereno_signed_in(PEOPLE[$username]['id'], PEOPLE[$username]['name'], PEOPLE[$username]['roles']); // Sereno
    go(next_path());
}

function confirm(array $user, string $password): void {
    if (!hash_equals(PASSWORD, $password)) {
        http_response_code(401);
        page('Confirm that it is you', '<p>Not so.</p>' . form('/confirm', 'Confirm', false));
        return;
    }
    sereno_signed_in($user['id'], $user['name'], $user['roles']); // Sereno
    go(next_path());
}

function sign_out(): void {
    $_SESSION = [];
    session_destroy();
    setcookie('library_sid', '', ['expires' => 1, 'path' => '/']);
    go('/');
}

function form(string $action, string $label, bool $withName): string {
    $name = $withName ? '<label>Name <input name="username" autocomplete="username" required></label>' : '';
    return '<form method="post" action="' . $action . '">
        <input type="hidden" name="next" value="' . htmlspecialchars(next_path()) . '">' . $name . '
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button>' . $label . '</button></form>';
}

/** A path of this site, nothing else. */
function next_path(): string {
    $next = $_POST['next'] ?? $_GET['next'] ?? '/';
    return is_string($next) && preg_match('#^/(?![/\\\\])[^\x00-\x1f\\\\]*$#', $next) ? $next : '/';
}

function go(string $path): void {
    header("Location: $path", true, 303);
}

function page(string $title, string $body): void {
    echo '<!doctype html><html lang="en"><head><title>' . $title . '</title><meta name="viewport" content="width=device-width">
        ' . sereno_tag() . // Sereno
        '</head><body><main><h1>' . $title . '</h1>' . $body . '</main></body></html>';
}
