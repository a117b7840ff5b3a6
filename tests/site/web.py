"""Somebody at the pages without a browser: keeps cookies, follows links, fills in the forms."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request

import lxml.html


class Visitor:
    """Opens pages of one installation and sends their forms; `page` is what was last shown."""

    def __init__(self, root):
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.root, self.opener, self.page = root, urllib.request.build_opener(jar), None
        self.password = ""

    def open(self, address, told=None):
        """Open a page, or send it a form, and return its text."""
        whole = urllib.parse.urljoin(self.page.base_url if self.page is not None else self.root, address)
        data = urllib.parse.urlencode(told).encode() if told is not None else None
        request = urllib.request.Request(whole, data, {"Referer": whole})  # noqa: S310 -- loopback
        try:
            answer = self.opener.open(request)
        except urllib.error.HTTPError as refused:
            answer = refused
        self.status, place = answer.status, answer.geturl()
        self.page = lxml.html.document_fromstring(answer.read().decode(), base_url=place)
        return self.text

    @property
    def text(self):
        """What the page says, spaces folded."""
        return " ".join(self.page.text_content().split())

    def follow(self, words):
        """Follow the first link with these words."""
        return self.open(self.link(words))

    def link(self, words):
        """Return where the first link with these words leads."""
        found = [link for link in self.page.iter("a") if words in " ".join(link.text_content().split())]
        assert found, f"no link says {words!r} on {self.page.base_url}: {self.text[:800]}"
        return urllib.parse.urljoin(self.page.base_url, found[0].get("href"))

    def download(self, address):
        """Return the file at an address."""
        return self.opener.open(address).read()

    def send(self, button, **told):
        """Fill in the form that has this button, as it stands but for what is told, and send it."""
        form, pressed = self.form(button)
        fields = [(name, value) for name, value in form.form_values() if name not in told]
        if pressed.get("name"):
            fields.append((pressed.get("name"), pressed.get("value", "")))
        for name, value in told.items():
            assert name in form.fields, f"{name} is not in {sorted(form.fields.keys())}"
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return self.open(form.get("action") or self.page.base_url, fields)

    def form(self, button):
        """Return the form with the button, and the button."""
        for form in self.page.forms:
            for pressed in form.iter("button"):
                if button in " ".join(pressed.text_content().split()):
                    return form, pressed
        raise AssertionError(f"no button says {button!r} on {self.page.base_url}: {self.text[:800]}")

    def option(self, button, name, words):
        """Return the value of the choice with these words in a form's field."""
        form, _pressed = self.form(button)
        for option in form.xpath(f".//select[@name='{name}']/option"):
            if words in option.text_content():
                return option.get("value")
        for box in form.xpath(f".//input[@name='{name}']"):
            if words in " ".join(box.getparent().text_content().split()):
                return box.get("value")
        raise AssertionError(f"{name} offers no {words!r}")
