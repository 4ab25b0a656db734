<?php // Sereno beside PHP's own sessions: copy this file.

/** Right behind session_start(): whom Sereno has signed out is nobody here, whatever was on its way. */
function sereno_obey(): void {
    if (!isset($_SESSION['sereno']) || !is_file(sereno_file($_SESSION['sereno']['sid']))) return;
    $_SESSION = [];
    session_regenerate_id(true);
}

/** After your own sign-in and session_regenerate_id(true), and again whenever the password was confirmed. */
function sereno_signed_in(string $id, string $name, array $roles): void {
    $sid = $_SESSION['sereno']['sid'] ?? bin2hex(random_bytes(16));
    $_SESSION['sereno'] = ['sid' => $sid, 'sub' => $id, 'name' => $name, 'roles' => $roles, 'auth_time' => time()];
}

/** For your template's <head>. */
function sereno_tag(): string {
    return sprintf('<script type="module" src="/sereno/sereno.js" data-host-session="%s"
        data-identity-url="/sereno-identity"></script>', $_SESSION['sereno']['sid'] ?? '');
}

/** /sereno-identity: a token for the signed-in visitor, nothing for others. */
function sereno_identity(): void {
    header('Cache-Control: no-store');
    if (!isset($_SESSION['sereno'])) { http_response_code(204); return; }
    $life = ['iat' => time(), 'exp' => time() + 60, 'jti' => bin2hex(random_bytes(16))];
    $claims = ['iss' => getenv('SERENO_HANDOVER_ISSUER'), 'aud' => 'sereno'] + $life + $_SESSION['sereno'];
    $encode = fn(string $part) => rtrim(strtr(base64_encode($part), '+/', '-_'), '=');
    $text = $encode('{"alg":"HS256"}') . '.' . $encode(json_encode($claims));
    echo $text . '.' . $encode(hash_hmac('sha256', $text, getenv('SERENO_HANDOVER_SECRET'), true));
}

/** /sereno-webhook: what Sereno has ended. */
function sereno_webhook(): void {
    [$id, $at, $signatures] = array_map(fn($name) => $_SERVER["HTTP_WEBHOOK_$name"] ?? '', ['ID', 'TIMESTAMP', 'SIGNATURE']);
    $body = file_get_contents('php://input');
    $secret = base64_decode(substr(getenv('SERENO_WEBHOOK_SECRET'), strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$at.$body", $secret, true));
    $good = array_filter(explode(' ', $signatures), fn($one) => hash_equals($expected, $one));
    if (!$good || abs(time() - (int) $at) > 300) { http_response_code(401); return; }
    sereno_end(json_decode($body, true)['data']['hostSid'] ?? '');
    http_response_code(204);
}

/** A mark that outlives every request: one that is on its way cannot bring the session back. */
function sereno_end(string $sid): void { touch(sereno_file($sid)); }

function sereno_file(string $name): string { return sereno_folder() . '/sereno_' . hash('sha256', $name); }

function sereno_folder(): string { return session_save_path() ?: sys_get_temp_dir(); }

/** `php sereno.php`, kept running as a service: ends what no webhook has told of. */
if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) while (true) {
    $cursor = is_file(sereno_file('cursor')) ? '&since=' . file_get_contents(sereno_file('cursor')) : '';
    $options = ['header' => 'Authorization: Bearer ' . getenv('SERENO_HOST_KEY'), 'timeout' => 35];
    $url = getenv('SERENO_URL') . "/api/server/revocations?wait=25$cursor";
    $news = json_decode(@file_get_contents($url, false, stream_context_create(['http' => $options])) ?: 'null', true);
    $isLost = $news === null && str_contains($http_response_header[0] ?? '', ' 400');
    if ($isLost) file_put_contents(sereno_file('cursor'), '0'); // A cursor of another database: begin again.
    if ($news === null) { sleep(1); continue; }
    foreach ($news['items'] as $item) sereno_end($item['hostSid'] ?? '');
    $isOld = fn(string $file) => filemtime($file) < time() - 90 * 86_400; // Longer than a session of yours lives.
    array_map('unlink', array_filter(glob(sereno_folder() . '/sereno_*') ?: [], $isOld));
    file_put_contents(sereno_file('cursor'), $news['cursor']);
}
