"""The addresses of summons: `urlpatterns` under the authority's, `root_urlpatterns` at the root."""

from django.urls import path

from tinget.summons.views import by_link, calendar, copying, reading, replying, summoning

app_name = "summons"
HERE = "sammantraden/<slug:address>/kallelse/"
urlpatterns = [
    path("sammantraden/min-kalender/", calendar.my_calendar, name="my_calendar"),
    path(HERE, summoning.show_summons, name="summons"),
    path(f"{HERE}skicka/", summoning.send, name="send"),
    path(f"{HERE}las/", reading.read, name="read"),
    path(f"{HERE}las/kopia/", copying.copy, name="copy"),
    path(f"{HERE}las/ta-bort/", reading.remove, name="remove_note"),
    path(f"{HERE}svar/", replying.replies, name="replies"),
    path(f"{HERE}distans/", replying.remote, name="remote"),
    path(f"{HERE}<int:number>/kallelse.pdf", summoning.booklet, name="booklet"),
]

root_urlpatterns = [
    path("kalender/<str:token>.ics", calendar.own_calendar, name="summons_calendar"),
    path("kallelse/<str:token>/", by_link.show, name="summons_link"),
]
