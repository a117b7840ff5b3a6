"""The documents' addresses, under the authority's."""

from django.urls import path

from tinget.documents.views import comparing, documents, templates, versions, writing

app_name = "documents"
urlpatterns = [
    path("dokument/<int:document_id>/", documents.show_document, name="document"),
    path("dokument/<int:document_id>/<int:number>/<str:name>", documents.download, name="download"),
    path("dokument/<int:document_id>/<int:number>/text/", documents.show_text, name="text"),
    path("dokument/<int:document_id>/<int:number>/sida/<int:page>/", documents.picture, name="picture"),
    path("dokument/<int:document_id>/<int:number>/kopia/<slug:kind>/", documents.copy, name="copy"),
    path("dokument/<int:document_id>/<int:number>/bestall/", documents.ask_again, name="ask_again"),
    path("dokument/<int:document_id>/ny-version/", versions.new_version, name="new_version"),
    path("dokument/<int:document_id>/checka-ut/", versions.check_out, name="check_out"),
    path("dokument/<int:document_id>/avsluta-utcheckning/", versions.release, name="release"),
    path("dokument/<int:document_id>/bryt-utcheckning/", versions.force_unlock, name="force_unlock"),
    path("dokument/<int:document_id>/jamfor/", comparing.compare_versions, name="compare"),
    path("dokument/<int:document_id>/skriv/", writing.write, name="write"),
    path("dokument/<int:document_id>/skriv/spara/", writing.autosave, name="autosave"),
    path("dokument/<int:document_id>/undanlagt/<int:aside_id>/", writing.settle_aside, name="settle_aside"),
    path("dokument/ny-tjansteskrivelse/", writing.begin, name="begin_report"),
    path("dokument/redigerare-<slug:digest>.js", writing.editor_script, name="editor_script"),
    path("dokumentmallar/", templates.template_list, name="templates"),
    path("dokumentmallar/tingets/", templates.add_ours, name="add_our_template"),
    path("dokumentmallar/<int:template_id>/", templates.fill_template, name="fill_template"),
    path("dokumentmallar/<int:template_id>/fil/", templates.template_file, name="template_file"),
    path("dokumentmallar/<int:template_id>/ta-ur-bruk/", templates.retire_template, name="retire_template"),
]
