#!/usr/bin/env bash
# Makes the pictures and the tour in this folder: the real program, in a real terminal, on the pages in `seeds` and the
# invented news in `news.jsonl`.
#
#   screenshots/make.sh            all pictures and the tour
#   screenshots/make.sh filter     only those named; the tour is called `tour`
#
# Needs Xvfb, xterm, xdotool, ImageMagick and a font; the tour asciinema, Python, and Node.js, whose npx fetches svg-term-cli:
#   apt-get install -y xvfb xterm xdotool imagemagick fonts-dejavu-core asciinema npm
# PROGRAM is the program that is taken; without it, target/release/dateline, which is built first.
set -euo pipefail
cd "$(dirname "$0")/.."

# One picture a line: its name, columns x rows, dark or light, what is read, and the keys that lead to it. A key is a
# letter or a name of X (Return, Escape, Tab, space, ctrl+r); `type:words` stands for the letters of the words.
pictures='
list-and-reading  120x40  dark   seeds
filter            120x40  dark   seeds  slash type:sahel space type:confl
region-picker     120x40  dark   seeds  R type:af
map               120x40  dark   seeds  m
map-80x24         80x24   dark   seeds  m
facets            120x40  dark   news   F Left
time-line         120x40  dark   news   slash type:crane Return j D
provenance        120x40  dark   seeds  j equal j j j j
help              120x40  dark   seeds  question
compact-list      120x40  dark   seeds  S type:compact Return
palette           120x40  dark   seeds  colon type:theme
marking           120x40  dark   seeds  l v j j
first-run         80x24   dark   seeds
correct-tags      120x40  dark   seeds  T Down Down Down Down Down Down Down minus
why-these-tags    120x40  dark   seeds  equal Tab
80x24             80x24   dark   seeds
light             120x40  light  seeds
'

# The tour, a step a line: the seconds after each of its keys, and the keys. Letters that are typed follow quickly.
tour_size=100x30
tour='
2.0  j
1.0  Return
1.5  space space
1.5  h s
1.8  a
1.5  u
0.8  slash
1.0  type:region:sahel
1.5  Return
1.2  Escape R
0.8  type:iran
1.5  Return Escape
2.0  m
1.0  Left Right Up
1.2  Escape
1.8  equal
0.4  j j j j j j
2.5  Tab
1.2  Escape
0.4  q
'

font='DejaVu Sans Mono'
points=12

declare -A pages=( [seeds]=seeds [news]=screenshots/news.jsonl )
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
    need Xvfb xterm xdotool import
    [ "$(fc-match --format '%{family}' "$font")" = "$font" ] || fail "the font $font is missing"
    if [ -z "${PROGRAM:-}" ]; then
        cargo build --release --quiet
        PROGRAM=target/release/dateline
    fi
    [ -x "$PROGRAM" ] || fail "there is no program $PROGRAM"
    folder=$(mktemp -d)
    trap clean_up EXIT
    start_display
    while read -r name size theme read keys; do
        if [ -n "$name" ] && wanted "$name" "$@"; then
            take "$name" "$size" "$theme" "$read" "$keys"
        fi
    done <<<"$pictures"
    if wanted tour "$@"; then
        record
    fi
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing"
    done
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

# Starts a terminal of a name, size and theme in which the rest of the arguments run, and waits until it stands still.
start_terminal() {
    local name=$1 size=$2 theme=$3 index=0 colour
    shift 3
    local look=(-xrm "XTerm*background: ${ground[$theme]}" -xrm "XTerm*foreground: ${letters[$theme]}")
    for colour in ${palette[$theme]}; do
        look+=(-xrm "XTerm*color$index: $colour")
        index=$((index + 1))
    done
    env -u NO_COLOR LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$folder/$name/config" xterm -u8 -tn xterm-256color +sb -b 14 \
        -fa "$font" -fs "$points" -geometry "$size+0+0" -title "$name" "${look[@]}" \
        -xrm 'XTerm*boldColors: false' -e "$@" &
    terminal=$!
    window=$(xdotool search --sync --onlyvisible --limit 1 --name "^$name\$")
    xdotool windowfocus --sync "$window" mousemove 2399 1599
    settle
}

# The program and its arguments, with a state of its own below a name.
started() {
    local name=$1 read=$2 state="$folder/$1"
    mkdir -p "$state/state/reader"
    # The greeting of a first run has a picture of its own.
    [ "$name" = first-run ] || : >"$state/state/reader/greeted"
    program=("$PROGRAM" "${pages[$read]}" --state-dir "$state/state" --cache-dir "$state/cache")
}

take() {
    local name=$1 size=$2 theme=$3 read=$4 keys=$5 key
    started "$name" "$read"
    start_terminal "$name" "$size" "$theme" "${program[@]}"
    for key in $keys; do
        press "$key"
        settle
    done
    kill -0 "$terminal" 2>/dev/null || fail "the program ended before $name was taken"
    import -window "$window" -strip -define png:exclude-chunks=date,time "screenshots/$name.png"
    end_terminal
    echo "screenshots/$name.png"
}

end_terminal() {
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
}

# Records the tour from what the program writes, and makes a picture of it that moves.
record() {
    local pause keys key round typing=110 cast="$folder/tour.cast"
    need asciinema npx
    started tour seeds
    mkdir -p "$folder/tour/config/dateline"
    # What makes the picture knows no dim letters, so that what ranks last has a colour.
    printf 'theme = "tour"\n[themes.tour]\nquiet = "#8b909b"\nrule = "#5b606b"\n' >"$folder/tour/config/dateline/config.toml"
    start_terminal tour "$tour_size" dark env COLORTERM=truecolor asciinema rec --quiet --overwrite \
        --command "${program[*]}" "$cast"
    while read -r pause keys; do
        for key in $keys; do
            press "$key"
            sleep "$pause"
        done
    done <<<"$tour"
    for round in $(seq 50); do
        kill -0 "$terminal" 2>/dev/null || break
        sleep 0.1
    done
    kill -0 "$terminal" 2>/dev/null && fail 'the tour does not end'
    end_terminal
    tidied <"$cast" >screenshots/tour.cast
    npx --yes svg-term-cli@2.1.1 --in screenshots/tour.cast --out screenshots/tour.svg --window
    echo 'screenshots/tour.cast'
    echo 'screenshots/tour.svg'
}

# A recording without the clock and the shell of whoever made it, in which what the program writes at once comes at once.
tidied() {
    python3 -c '
import json, sys

header = json.loads(sys.stdin.readline())
print(json.dumps({key: header[key] for key in ("version", "width", "height")}))
frames = []
for time, kind, text in map(json.loads, sys.stdin):
    if frames and time - frames[-1][0] < 0.04:
        frames[-1][2] += text
    else:
        frames.append([round(time, 2), kind, text])
for frame in frames:
    print(json.dumps(frame, ensure_ascii=False))
'
}

press() {
    case $1 in
        type:*) xdotool type --delay "${typing:-20}" "${1#type:}" ;;
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
