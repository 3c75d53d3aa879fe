"""What is in the image that was published: python3 image.py ARCHIVE FOLDER. Checks its configuration, unpacks its layers, prints how it starts."""
import json
import os
import shlex
import sys
import tarfile

archive, folder = sys.argv[1:3]
wrong = []


def expect(what, is_so, found):
    print(f"{'ok   ' if is_so else 'WRONG'} {what}: {found}", file=sys.stderr)
    if not is_so:
        wrong.append(what)


with tarfile.open(archive) as image:
    def blob(its_digest):
        return "blobs/" + its_digest.replace(":", "/")

    # As the base is described, so is the image: an OCI layout, or what docker save writes.
    if "index.json" in image.getnames():
        index = json.load(image.extractfile("index.json"))["manifests"][0]
        described = json.load(image.extractfile(blob(index["digest"])))
        manifest = {"Config": blob(described["config"]["digest"]), "Layers": [blob(layer["digest"]) for layer in described["layers"]],
                    "RepoTags": list(index.get("annotations", {}).values())}
    else:
        manifest = json.load(image.extractfile("manifest.json"))[0]
    settings = json.load(image.extractfile(manifest["Config"]))["config"]
    user, env = settings.get("User", ""), dict(pair.split("=", 1) for pair in settings.get("Env", []))
    start = settings.get("Entrypoint") or settings.get("Cmd")
    expect("an account without rights, by number", user.split(":")[0].isdigit() and user.split(":")[0] != "0", user)
    expect("a port that needs none", list(settings.get("ExposedPorts", {})) == ["8080/tcp"], settings.get("ExposedPorts"))
    expect("production", env.get("ASPNETCORE_ENVIRONMENT") == "Production", env.get("ASPNETCORE_ENVIRONMENT"))
    expect("data on the volume", env.get("Site__DataFolder") == "/data" and env.get("TMPDIR", "").startswith("/data/"), env.get("TMPDIR"))
    secrets = [key for key in env if "assword" in key or key.startswith("ConnectionStrings")]
    expect("no secret", not secrets, secrets)
    expect("its name", any("coopera" in tag for tag in manifest["RepoTags"]), manifest["RepoTags"])
    for layer in manifest["Layers"]:
        with tarfile.open(fileobj=image.extractfile(layer)) as files:
            members = files.getmembers()
            own = [m for m in members if m.name.lstrip("./").startswith("app/")]
            if own:
                open_to_all = [m.name for m in own if m.mode & 0o002 and not m.issym()]
                expect("a program that nobody but root may write to", not open_to_all, open_to_all[:3])
                expect("no data and no keys", not [m for m in own if m.name.endswith((".db", ".eml", "/key"))], len(own))
                expect("nothing that installs it elsewhere", not [m for m in own if "app/debian" in m.name or m.name.endswith("web.config")], "")
            files.extractall(folder)
expect("what it starts is there", bool(start) and os.path.exists(os.path.join(folder, start[-1].lstrip("/"))), start)
if wrong:
    sys.exit(f"{len(wrong)} things are not as they should be.")
print(f"user={shlex.quote(user)}")
print(f"directory={shlex.quote(settings.get('WorkingDir', '/'))}")
print("start=(" + " ".join(shlex.quote(word) for word in start) + ")")
print("environment=(" + " ".join(shlex.quote(f"{key}={value}") for key, value in env.items()) + ")")
