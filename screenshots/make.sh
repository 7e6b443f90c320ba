#!/usr/bin/env bash
# Makes the pictures in this folder: the real program, in a real terminal, on the pages in `seeds`.
#
#   screenshots/make.sh            all pictures
#   screenshots/make.sh filter     only those named
#
# Needs Xvfb, xterm, xdotool, ImageMagick and a font:
#   apt-get install -y xvfb xterm xdotool imagemagick fonts-dejavu-core
# PROGRAM is what runs in the terminal instead of the program and its arguments, should it be another one.
set -euo pipefail
cd "$(dirname "$0")/.."

# One picture a line: its name, columns x rows, dark or light, and the keys that lead to it. A key is a letter or
# a name of X (Return, Escape, Tab, space, ctrl+r); `type:words` stands for the letters of the words.
pictures='
list-and-reading  120x40  dark
filter            120x40  dark   slash type:sahel space type:confl
region-picker     120x40  dark   R type:af
map               120x40  dark   m
map-80x24         80x24   dark   m
compact-list      120x40  dark   S type:compact Return
palette           120x40  dark   colon type:theme
marking           120x40  dark   l v j j
first-run         80x24   dark
correct-tags      120x40  dark   T Down Down Down Down Down Down Down minus
why-these-tags    120x40  dark   equal Tab
80x24             80x24   dark
light             120x40  light
'

font='DejaVu Sans Mono'
points=12

declare -A ground=( [dark]='#16181d' [light]='#fbfaf7' )
declare -A letters=( [dark]='#d7d9de' [light]='#24262b' )
# The sixteen colours of the terminal, black to white and then their bright forms.
declare -A palette=(
    [dark]='#16181d #e0707a #8fbf7f #d9b36c #7aa7e0 #c08fd0 #74bfc4 #c8cad0
            #747a86 #f08a93 #a6d696 #ecc884 #95bdf0 #d3a8e2 #8dd6da #f2f3f5'
    [light]='#24262b #b3303d #3f7a2d #8a6100 #2a5db0 #8a3fa0 #17747a #6b6f78
             #8b8f98 #c8414e #4f8f3b #a07614 #3a70c8 #9d54b3 #27878d #fbfaf7'
)

main() {
    for tool in Xvfb xterm xdotool import; do
        command -v "$tool" >/dev/null || fail "$tool is missing"
    done
    [ "$(fc-match --format '%{family}' "$font")" = "$font" ] || fail "the font $font is missing"
    if [ -z "${PROGRAM:-}" ]; then
        cargo build --release --quiet
    fi
    folder=$(mktemp -d)
    trap clean_up EXIT
    start_display
    while read -r name size theme keys; do
        if [ -n "$name" ] && wanted "$name" "$@"; then
            take "$name" "$size" "$theme" "$keys"
        fi
    done <<<"$pictures"
}

fail() {
    echo "make.sh: $1" >&2
    exit 1
}

clean_up() {
    for process in ${terminal:-} ${display_process:-}; do
        kill "$process" 2>/dev/null || true
    done
    rm -rf "$folder"
}

wanted() {
    local name=$1
    shift
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]
}

# Starts a display of its own; it chooses a free number and tells it.
start_display() {
    Xvfb -displayfd 3 -screen 0 2400x1600x24 -dpi 96 -nolisten tcp 3>"$folder/display" 2>/dev/null &
    display_process=$!
    until [ -s "$folder/display" ]; do
        kill -0 "$display_process" 2>/dev/null || fail 'no display'
        sleep 0.05
    done
    DISPLAY=":$(cat "$folder/display")"
    export DISPLAY
}

take() {
    local name=$1 size=$2 theme=$3 keys=$4 index=0 colour
    local state="$folder/$name"
    local look=(-xrm "XTerm*background: ${ground[$theme]}" -xrm "XTerm*foreground: ${letters[$theme]}")
    for colour in ${palette[$theme]}; do
        look+=(-xrm "XTerm*color$index: $colour")
        index=$((index + 1))
    done
    mkdir -p "$state/state/reader"
    # The greeting of a first run has a picture of its own.
    [ "$name" = first-run ] || : > "$state/state/reader/greeted"
    local program=(target/release/dateline seeds --state-dir "$state/state" --cache-dir "$state/cache")
    if [ -n "${PROGRAM:-}" ]; then
        read -ra program <<<"$PROGRAM"
    fi
    env -u NO_COLOR LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$state/config" xterm -u8 -tn xterm-256color +sb -b 14 \
        -fa "$font" -fs "$points" -geometry "$size+0+0" -title "$name" "${look[@]}" \
        -xrm 'XTerm*boldColors: false' -e "${program[@]}" &
    terminal=$!
    window=$(xdotool search --sync --onlyvisible --limit 1 --name "^$name\$")
    xdotool windowfocus --sync "$window" mousemove 2399 1599
    settle
    for key in $keys; do
        press "$key"
        settle
    done
    kill -0 "$terminal" 2>/dev/null || fail "the program ended before $name was taken"
    import -window "$window" -strip -define png:exclude-chunks=date,time "screenshots/$name.png"
    kill "$terminal"
    wait "$terminal" 2>/dev/null || true
    terminal=
    echo "screenshots/$name.png"
}

press() {
    case $1 in
        type:*) xdotool type --delay 20 "${1#type:}" ;;
        *) xdotool key "$1" ;;
    esac
}

# Waits until the window shows something and has not changed for half a second.
settle() {
    local before='' now same=0 rounds=0
    until [ "$same" -ge 5 ]; do
        rounds=$((rounds + 1))
        [ "$rounds" -lt 300 ] || fail 'the screen does not come to rest'
        sleep 0.1
        now=$(import -window "$window" -format '%k %#' info:-)
        if [ "$now" = "$before" ] && [ "${now%% *}" -gt 1 ]; then
            same=$((same + 1))
        else
            same=0
        fi
        before=$now
    done
}

main "$@"
