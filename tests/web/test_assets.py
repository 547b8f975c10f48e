import re

from web import assets


def files(folder, **texts):
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return folder


def test_version_follows_content_and_names_alone(tmp_path):
    first = assets.version_of(files(tmp_path / "one", a="1", b="2"))
    assert assets.version_of(files(tmp_path / "same", a="1", b="2")) == first
    others = [{"a": "1", "b": "3"}, {"a": "1", "c": "2"}, {"a": "1"}, {"a": "12", "b": ""}]
    versions = {assets.version_of(files(tmp_path / f"{n}", **other)) for n, other in enumerate(others)}
    assert len(versions) == len(others)
    assert first not in versions


def test_every_file_a_page_names_is_kept_by_the_browser_for_good(scripted):
    html = scripted.get("/", headers={"Accept": "text/html"}).get_data(as_text=True)
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(named) > 8
    for url in named:
        reply = scripted.get(url, buffered=True)
        assert reply.status_code == 200
        assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Vary" not in reply.headers


def test_address_of_another_version_serves_the_file_without_keeping_it(scripted):
    reply = scripted.get("/static/000000000000/style.css", buffered=True)
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-cache")
    missing = scripted.get("/static/000000000000/none.css")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-cache")


def test_page_itself_is_asked_for_anew(scripted):
    assert scripted.get("/").headers["Cache-Control"] == "no-cache"
