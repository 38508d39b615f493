# eval "$(curl -s LAB/shell)" in bash: ip, ping, sysctl ... are those of the lab until the shell ends or unlab is called.
if [ -z "${BASH_VERSION-}" ]; then
    echo 'vethlab: this needs bash' >&2
elif ! command -v curl >/dev/null; then
    echo 'vethlab: this needs curl' >&2
else
    if declare -F unlab >/dev/null; then unlab; fi
    VETHLAB_LAB=@LAB@
    VETHLAB_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/vethlab.XXXXXX")
    {
        printf '#!%s\n' "$BASH"
        printf 'lab=%q\nfolder=%q\ncurl=%q\n' "$VETHLAB_LAB" "$VETHLAB_FOLDER" "$(command -v curl)"
        cat <<'VETHLAB_PROGRAM'
program=${0##*/}

# The rest of PATH: the machine's own programs.
outside() {
    PATH=:$PATH:
    PATH=${PATH//":$folder:"/:}
    PATH=${PATH#:} PATH=${PATH%:}
    exec "$@"
}

# A word in single quotes, which the lab reads back as it is.
quote() {
    case $1 in *$'\n'* | *$'\r'*)
        echo "$program: a lab takes no line break in an argument" >&2
        exit 2
        ;;
    esac
    local single="'" escaped="'\\''" word
    word=${1//$single/"$escaped"}
    line+=" '$word'"
}

# Runs $line in the lab, with its output, its errors and its exit code.
run() {
    local reply status
    reply=$("$curl" -sS -X POST -H 'Content-Type: text/plain; charset=utf-8' -H 'Accept: text/x-shellscript, application/problem+json;q=0.1' \
        --data-binary @- -w '\n%{http_code}' "$lab/commands" <<<"$line") || exit 125
    status=${reply##*$'\n'}
    reply=${reply%$'\n'*}
    if [ "$status" != 200 ]; then
        printf '%s: the lab answers %s: %s\n' "$program" "$status" "$reply" >&2
        exit 125
    fi
    eval "$reply"
}

# Whether one of the words is a setting of the lab.
setting() {
    local word
    for word in "$@"; do
        case $word in /proc/sys/net/* | /proc/net/* | /sys/class/net/*) return 0 ;; esac
    done
    return 1
}

# Writes what comes in on standard input to a setting.
write() {
    line=echo
    quote "$(cat)"
    line+=' >'
    quote "$1"
    run
}

case $program in
sudo)
    while :; do
        case ${1-} in
        -u | -g | -h | -p | -C | -D | -R | -T | -U) shift 2 ;;
        --) shift && break ;;
        -* | *=*) shift ;;
        *) break ;;
        esac
    done
    [ $# -gt 0 ] || exit 1
    exec "$@"
    ;;
lab-write)
    if [ $# -ne 1 ]; then
        echo 'usage: echo VALUE | lab-write /proc/sys/...' >&2
        exit 2
    fi
    write "$1"
    ;;
tee)
    setting "$@" || outside tee "$@"
    for file in "$@"; do
        case $file in -*) ;; *) text=$(cat) && printf '%s\n' "$text" && write "$file" <<<"$text" ;; esac
    done
    ;;
cat)
    setting "$@" || outside cat "$@"
    ;;
esac

line=$program
for word in "$@"; do quote "$word"; done
run
VETHLAB_PROGRAM
    } >"$VETHLAB_FOLDER/lab-write"
    chmod +x "$VETHLAB_FOLDER/lab-write"
    for VETHLAB_PROGRAM in arping bridge cat conntrack ethtool ip iptables iptables-restore iptables-save nc nft ovs-appctl ovs-ofctl \
        ovs-vsctl ping sleep ss sudo sysctl tc tcpdump tee tracepath traceroute; do
        ln -s lab-write "$VETHLAB_FOLDER/$VETHLAB_PROGRAM"
    done
    unset VETHLAB_PROGRAM
    PATH=$VETHLAB_FOLDER:$PATH
    hash -r
    # Puts everything back.
    unlab() {
        PATH=:$PATH:
        PATH=${PATH//":$VETHLAB_FOLDER:"/:}
        PATH=${PATH#:} PATH=${PATH%:}
        hash -r
        rm -rf "$VETHLAB_FOLDER"
        if [ "$(trap -p EXIT)" = "trap -- 'unlab' EXIT" ]; then trap - EXIT; fi
        unset VETHLAB_FOLDER VETHLAB_LAB
        unset -f unlab
    }
    if [ -z "$(trap -p EXIT)" ]; then trap unlab EXIT; fi
fi
