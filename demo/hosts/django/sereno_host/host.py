"""Sereno beside Django's own sessions: copy the folder sereno_host into your project."""
import base64, hmac, json, threading, time, urllib.request, uuid
from os import environ
import jwt
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

store = SessionMiddleware(lambda request: None).SessionStore

def remember(sender, request, user, **_):
    """At each sign-in, which is also how Django asks for a password again: an alias of the session."""
    sid = request.session.get("sereno", {}).get("sid") or uuid.uuid4().hex
    roles = ["superuser"] if user.is_superuser else []
    who = {"sub": str(user.pk), "name": str(user), "email": user.email, "roles": roles}
    request.session["sereno"] = {"sid": sid, "auth_time": int(time.time()), **who}
    entry = store(f"sereno{sid}")
    entry["session_key"] = request.session.session_key
    entry.save()

user_logged_in.connect(remember, dispatch_uid="sereno")

def identity(request):
    """A token for the signed-in visitor, nothing for others."""
    if "sereno" not in request.session:
        return HttpResponse(status=204)
    life = {"iat": int(time.time()), "exp": int(time.time()) + 60, "jti": uuid.uuid4().hex}
    claims = {"iss": environ["SERENO_HANDOVER_ISSUER"], "aud": "sereno", **life, **request.session["sereno"]}
    token = jwt.encode(claims, environ["SERENO_HANDOVER_SECRET"], algorithm="HS256")
    return JsonResponse({"token": token}, headers={"Cache-Control": "no-store"})

@csrf_exempt
def webhook(request):
    """What Sereno has ended (https://www.standardwebhooks.com)."""
    identifier, at, given = (request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    secret = base64.b64decode(environ["SERENO_WEBHOOK_SECRET"].replace("whsec_", ""))
    right = base64.b64encode(hmac.digest(secret, f"{identifier}.{at}.".encode() + request.body, "sha256")).decode()
    if not any(hmac.compare_digest(f"v1,{right}", one) for one in given.split()) or abs(time.time() - int(at)) > 300:
        return HttpResponse(status=401)
    end(json.loads(request.body)["data"]["hostSid"])
    return HttpResponse(status=204)

def end(sid):
    """Django saves no session whose row has gone: a request on its way does not bring it back."""
    store(store(f"sereno{sid}").get("session_key")).delete()

def follow(place=store("serenocursor")):
    while True:
        try:
            query = f"?wait=25&since={place['cursor']}" if "cursor" in place else ""
            headers = {"Authorization": f"Bearer {environ['SERENO_HOST_KEY']}"}
            url = f"{environ['SERENO_URL']}/api/server/revocations{query}"
            news = json.load(urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=35))
            for item in news["items"]:
                end(item["hostSid"])
            place["cursor"] = news["cursor"]
            place.save()
        except Exception:
            time.sleep(1)  # While Sereno is away, the site goes on as it is.

def middleware(get_response):
    """One thread a process ends what no webhook has told of."""
    threading.Thread(target=follow, daemon=True).start()
    return get_response
