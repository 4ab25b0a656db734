from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Makes the tables and the accounts of the example."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        users = get_user_model().objects
        if not users.exists():
            users.create_user("ana", "ana@example.org", "django-demo", is_staff=True)
            users.create_superuser("admin", "admin@example.org", "django-demo")
