from django.contrib.auth.views import LoginView


class ConfirmView(LoginView):
    """The password again, for the person who is signed in."""

    template_name = "confirm.html"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["username"].disabled = True
        form.initial["username"] = self.request.user.get_username()
        return form
