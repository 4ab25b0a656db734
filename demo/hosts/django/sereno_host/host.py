"""Sereno beside Django's own sessions: copy the folder sereno_host into your project."""
import base64, hmac, json, jwt, os, threading, time, urllib.request, uuid
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import close_old_connections
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

def entry(name):
    """Beside the sessions, under a key that no visitor can make a cookie of."""
    return SessionMiddleware(lambda request: None).SessionStore(salted_hmac("sereno", name).hexdigest())

def keep(name, value):
    kept = entry(name)
    kept.clear()  # Not read first: Django forgets the key of what is not there yet.
    kept["value"] = value
    kept.set_expiry(400 * 86_400)  # No browser keeps a cookie for longer.
    kept.save(must_create=not kept.exists(kept.session_key))

def remember(sender, request, **_):  # At each sign-in, which is also how Django asks for a password again.
    sid = request.session.get("sereno", {}).get("sid") or uuid.uuid4().hex
    request.session["sereno"] = {"sid": sid, "auth_time": int(time.time())}

user_logged_in.connect(remember, dispatch_uid="sereno")

def alias(request):
    return request.session.get("sereno", {}).get("sid", "") if request.user.is_authenticated else ""

def identity(request):
    if not alias(request): return HttpResponse(status=204)
    user, now = request.user, int(time.time())
    who = {"sub": str(user.pk), "name": str(user), "email": user.email, "roles": ["superuser"] * user.is_superuser}
    life = {"iat": now, "exp": now + 60, "jti": uuid.uuid4().hex, "iss": os.environ["SERENO_HANDOVER_ISSUER"], "aud": "sereno"}
    token = jwt.encode({**request.session["sereno"], **who, **life}, os.environ["SERENO_HANDOVER_SECRET"], algorithm="HS256")
    return JsonResponse({"token": token}, headers={"Cache-Control": "no-store"})

@csrf_exempt
def webhook(request):  # https://www.standardwebhooks.com
    identifier, at, given = (request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    secret = base64.b64decode(os.environ["SERENO_WEBHOOK_SECRET"].replace("whsec_", ""))
    right = base64.b64encode(hmac.digest(secret, f"{identifier}.{at}.".encode() + request.body, "sha256")).decode()
    is_signed = any(hmac.compare_digest(f"v1,{right}", one) for one in given.split())
    if not is_signed or abs(time.time() - int(at)) > 300: return HttpResponse(status=401)
    keep(json.loads(request.body)["data"]["hostSid"], "ended")
    return HttpResponse(status=204)

def follow(since=None):
    while True:
        try:
            since = since or entry("cursor").get("value", "0")
            url = f"{os.environ['SERENO_URL']}/api/server/revocations?wait=25&since={since}"
            request = urllib.request.Request(url, headers={"Authorization": f"Bearer {os.environ['SERENO_HOST_KEY']}"})
            news = json.load(urllib.request.urlopen(request, timeout=35))
            for item in news["items"]: keep(item["hostSid"], "ended")
            keep("cursor", since := news["cursor"])
        except Exception as error:  # While Sereno is away, the site goes on as it is. 400: its database is another one.
            since = "0" if getattr(error, "code", None) == 400 else since
            time.sleep(1)
        close_old_connections()

def middleware(get_response):
    """Ended is ended, whatever key the session has by now, and whatever a request on its way saves."""
    threading.Thread(target=follow, daemon=True).start()
    def obey(request):
        own = request.session.get("sereno") if request.session.session_key else None
        if own and entry(own["sid"]).get("value"): request.session.flush()
        return get_response(request)
    return obey
