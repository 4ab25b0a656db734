from django import template
from django.utils.html import format_html

register = template.Library()

@register.simple_tag(takes_context=True)
def sereno(context):
    alias = context["request"].session.get("sereno", {}).get("sid", "")
    script = '<script type="module" src="/sereno/sereno.js" data-host-session="{}" data-identity-url="/sereno-identity">'
    return format_html(script + "</script>", alias)
