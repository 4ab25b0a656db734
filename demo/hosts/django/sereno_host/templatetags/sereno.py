from django import template
from django.utils.html import format_html
from sereno_host.host import alias

register = template.Library()

@register.simple_tag(takes_context=True)
def sereno(context):
    script = '<script type="module" src="/sereno/sereno.js" data-host-session="{}" data-identity-url="/sereno-identity">'
    return format_html(script + "</script>", alias(context["request"]))
