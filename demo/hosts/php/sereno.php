<?php // Sereno beside PHP's own sessions: copy this file, and include it before session_start().
ini_set('session.use_strict_mode', '1'); // An id that was ended opens nothing.

/** After your own sign-in and session_regenerate_id(true), and again whenever the password was confirmed. */
function sereno_signed_in(string $id, string $name, array $roles): void {
    $sid = $_SESSION['sereno']['sid'] ?? bin2hex(random_bytes(16));
    $_SESSION['sereno'] = ['sid' => $sid, 'sub' => $id, 'name' => $name, 'roles' => $roles, 'auth_time' => time()];
    file_put_contents(sereno_file($sid), session_id());
}

/** For your template's <head>. */
function sereno_tag(): string {
    $sid = $_SESSION['sereno']['sid'] ?? '';
    if ($sid !== '') file_put_contents(sereno_file($sid), session_id()); // A site gives sessions other ids at times.
    return sprintf('<script type="module" src="/sereno/sereno.js" data-host-session="%s"
        data-identity-url="/sereno-identity"></script>', $sid);
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

/** /sereno-webhook, before session_start(): what Sereno has ended. */
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

function sereno_end(string $sid): void {
    if (!is_file(sereno_file($sid))) return;
    session_id(file_get_contents(sereno_file($sid)));
    session_start(['use_cookies' => '0', 'cache_limiter' => '']) && session_destroy();
    unlink(sereno_file($sid));
}

function sereno_file(string $name): string { return session_save_path() . '/sereno_' . hash('sha256', $name); }

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
    file_put_contents(sereno_file('cursor'), $news['cursor']);
}
