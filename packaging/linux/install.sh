#!/bin/sh
# Installs desktop_al for the user who runs this; nobody else is asked and nothing else is touched.
#   ./install.sh            to ~/.local
#   ./install.sh --remove   takes all of it away again; projects and settings stay
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
: "${HOME:?HOME is not set}"
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/desktop-al
command=$HOME/.local/bin/desktop-al

refresh() {
    for tool in "update-desktop-database -q $data/applications" "update-mime-database $data/mime"; do
        command -v "${tool%% *}" >/dev/null 2>&1 || continue
        case $tool in
            update-desktop*) update-desktop-database -q "$data/applications" || true ;;
            *) update-mime-database "$data/mime" || true ;;
        esac
    done
}

remove() {
    rm -rf "$program"
    if [ -L "$command" ]; then rm -f "$command"; fi
    rm -f "$data/applications/desktop-al.desktop" "$data/mime/packages/desktop-al.xml" \
        "$data"/metainfo/*.desktop_al.metainfo.xml "$data/man/man1/desktop-al.1.gz" \
        "$data"/icons/hicolor/*/apps/desktop-al.png "$data"/icons/hicolor/scalable/apps/desktop-al.svg
}

if [ "${1:-}" = "--remove" ]; then
    remove
    refresh
    echo "desktop_al was removed. Projects and settings stay where they are."
    exit 0
fi
if [ -e "$command" ] && [ ! -L "$command" ]; then
    echo "There is another program at $command; it is left alone and nothing was installed." >&2
    exit 1
fi
mkdir -p "$(dirname "$program")" "$(dirname "$command")"
# Whole before it takes the place of an earlier one.
rm -rf "$program.part"
cp -a "$here/desktop-al" "$program.part"
remove
mv "$program.part" "$program"
ln -s "$program/desktop-al" "$command"
mkdir -p "$data"
cp -R "$here/share/." "$data/"
# A desktop may not have ~/.local/bin on its path.
# (Twice escaped: as a text of the entry, and as a word in quotes.)
escaped=$(printf '%s' "$program/desktop-al" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')
RUN=$escaped awk '
    /^Exec=/ { sub(/^Exec=desktop-al/, ""); print "Exec=\"" ENVIRON["RUN"] "\"" $0; next }
    /^TryExec=/ { next }
    { print }
' "$here/share/applications/desktop-al.desktop" > "$data/applications/desktop-al.desktop"
refresh
echo "desktop_al is installed. Start it from the desktop's menu, or with: $command"
case ":${PATH:-}:" in
    *":$HOME/.local/bin:"*) ;;
    *) echo "(~/.local/bin is not on your PATH.)" ;;
esac
