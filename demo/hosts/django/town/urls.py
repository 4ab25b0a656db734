from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.generic import TemplateView

from club.views import ConfirmView
from sereno_host import host

urlpatterns = [
    path("sereno-identity", host.identity),  # Sereno
    path("sereno-webhook", host.webhook),  # Sereno
    path("confirm", login_required(ConfirmView.as_view())),  # Sereno
    path("", TemplateView.as_view(template_name="home.html")),
    path("login", LoginView.as_view()),
    path("logout", LogoutView.as_view()),
    path("admin/", admin.site.urls),
]
