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
listens=no
endless=no

# The rest of PATH: the machine's own programs.
outside() {
    PATH=:$PATH:
    PATH=${PATH//":$folder:"/:}
    PATH=${PATH#:} PATH=${PATH%:}
    exec "$@"
}

# A word in quotes, which the lab reads back as it is.
quote() {
    local single="'" escaped="'\\''" word
    case $1 in
    *$'\n'* | *$'\r'*) printf -v word %q "$1" && line+=" $word" ;;
    *) word=${1//$single/"$escaped"} && line+=" '$word'" ;;
    esac
}

# curl, with the key in VETHLAB_KEY if there is one; it stands in no command line, which others can see.
ask() {
    if [ -n "${VETHLAB_KEY-}" ]; then
        "$curl" -K <(printf 'header = "Authorization: Bearer %s"\n' "$VETHLAB_KEY") "$@"
    else
        "$curl" "$@"
    fi
}

# Runs $line in the lab, with its output, its errors and its exit code.
run() {
    local reply status
    reply=$(ask -sS -X POST -H 'Content-Type: text/plain; charset=utf-8' -H 'Accept: text/x-shellscript, application/problem+json;q=0.1' \
        --data-binary @- -w '\n%{http_code}' "$lab/commands" <<<"$line") || exit 125
    status=${reply##*$'\n'}
    reply=${reply%$'\n'*}
    if [ "$status" != 200 ]; then
        printf '%s: the lab answers %s: %s\n' "$program" "$status" "$reply" >&2
        exit 125
    fi
    eval "$reply"
}

# Has the command in $line read this on standard input.
reads() {
    end=END
    while [[ $'\n'$1$'\n' == *$'\n'"$end"$'\n'* ]]; do end+=_; done
    line+=" <<'$end'"
    document=$'\n'$1$'\n'$end
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
    local setting=$1
    line=echo
    quote "$(cat)"
    line+=' >'
    quote "$setting"
    if [ -n "${VETHLAB_NETNS-}" ]; then
        setting=$line
        line="ip netns exec '$VETHLAB_NETNS' bash -c"
        quote "$setting"
    fi
    run
}

# Whether the shell that called does not wait: bash gives such a command no input.
in_background() {
    [ /proc/$$/fd/0 -ef /dev/null ] && ! [ /proc/$PPID/fd/0 -ef /dev/null ]
}

# Stays as long as the script does, or until it is killed, and has a program in the lab's background end then.
stays() {
    trap "line='pkill -INT $1'; (run); exit 130" INT
    trap "line='pkill $1'; (run); exit 143" TERM
    while kill -0 $PPID 2>/dev/null; do read -r -t 1 <> <(:) || :; done
    line="pkill $1"
    run
}

# Whether words name a host of a lab, and not of this machine's networks.
names_lab_host() {
    local word origin=${lab#*://}
    origin=${origin%%/*}
    for word in "$@"; do
        case ${word#http://} in
        "$origin"* | 127.*) ;;
        [0-9]*.[0-9]*.[0-9]*.[0-9]*) return 0 ;;
        esac
    done
    return 1
}

# Whether a command is a shell or a script of this machine's, which then runs the lab's programs.
is_ones_own() {
    local word
    for word in "$@"; do
        case ${word##*/} in
        env | -* | *=*) ;;
        bash | sh | dash | xargs) return 0 ;;
        ovs-ctl) return 1 ;;
        *)
            [[ $word == */* && -x $word && ! -e $folder/${word##*/} ]]
            return
            ;;
        esac
    done
    return 1
}

# Adds the words of a command to $line. Files that its program would read come along as its standard input.
command_line() {
    local name=${1##*/} word before='' input=no
    quote "$1"
    shift
    case $name in
    iptables-restore | ip6tables-restore) input=yes ;;
    ping) [[ " $* " == *\ -[cw]* ]] || endless=ping ;;
    ip) if [[ " $* " == *\ mon* ]]; then endless=ip; fi ;;
    esac
    for word in "$@"; do
        case $name:$before in
        nft:-f | nft:--file | ip:-b* | bridge:-b* | tc:-b* | sysctl:-p | sysctl:--load)
            if [ "$word" = - ] || [ "$word" = /dev/stdin ]; then
                word=- input=yes
            elif [ -r "$word" ]; then
                reads "$(cat -- "$word")"
                word=-
            fi
            ;;
        nc:* | netcat:*) [ -t 0 ] || input=yes ;;
        iptables-restore:* | ip6tables-restore:*)
            if [ -f "$word" ] && [ -r "$word" ]; then
                input=no
                reads "$(cat -- "$word")"
                before=$word
                continue
            fi
            ;;
        esac
        case $name:$word in nc:-*l* | netcat:-*l* | python3:http.server | tcpdump:-i*) listens=yes ;; esac
        case $name:$before:$word in tcpdump:-r:*) listens=no ;; esac
        quote "$word"
        before=$word
    done
    case $name:$line in tcpdump:*"'-c"*) listens=no ;; esac
    if [ $input = yes ] && ! [ /proc/$$/fd/0 -ef /dev/null ]; then
        reads "$(PATH=${PATH//":$folder:"/:} cat)"
    fi
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
lab)
    line=$*
    run
    exit
    ;;
lab-write)
    if [ $# -ne 1 ]; then
        echo 'usage: echo VALUE | lab-write /proc/sys/...' >&2
        exit 2
    fi
    write "$1"
    exit
    ;;
tee)
    setting "$@" || outside tee "$@"
    for file in "$@"; do
        case $file in -*) ;; *) text=$(cat) && printf '%s\n' "$text" && write "$file" <<<"$text" ;; esac
    done
    exit
    ;;
cat) setting "$@" || outside cat "$@" ;;
curl) [ -n "${VETHLAB_NETNS-}" ] || names_lab_host "$@" || outside curl "$@" ;;
python3) case " $* " in *' -m http.server '*) ;; *) outside python3 "$@" ;; esac ;;
timeout)
    for word in "$@"; do
        case $word in
        -* | [0-9]*) ;;
        *) if [ -e "$folder/${word##*/}" ]; then break; else outside timeout "$@"; fi ;;
        esac
    done
    ;;
esac

line=
document=
if [ -n "${VETHLAB_NETNS-}" ] && [ "$program" != sleep ]; then line="ip netns exec '$VETHLAB_NETNS'"; fi
if [ -n "${OVS_RUNDIR-}" ] && [[ $program == ovs-* ]]; then
    line+=' env'
    quote "OVS_RUNDIR=$OVS_RUNDIR"
fi
if [ "$program $# ${1-} ${2-}" = "ip $# netns exec" ] && [ $# -gt 3 ]; then
    if is_ones_own "${@:4}"; then
        line+=" ip netns exec"
        quote "$3"
        line+=' true'
        (run) || exit
        export VETHLAB_NETNS=$3
        shift 3
        exec "$@"
    fi
    line+=' ip netns exec'
    quote "$3"
    shift 3
    command_line "$@"
else
    command_line "$program" "$@"
fi
if [ "$program" != timeout ] && [ $listens = yes ] || in_background && [[ $line != *"'ping'"* || $endless != no ]]; then
    if [ /proc/$$/fd/1 -ef /dev/null ]; then line+=' > /dev/null'; fi
    if [ /proc/$$/fd/2 -ef /dev/null ]; then line+=' 2> /dev/null'; fi
    line+=' &'
fi
line+=$document
if [[ $endless != no && $line == *' &' ]]; then
    (run)
    stays $endless
else
    run
fi
VETHLAB_PROGRAM
    } >"$VETHLAB_FOLDER/lab-write"
    chmod +x "$VETHLAB_FOLDER/lab-write"
    for VETHLAB_PROGRAM in arping brctl bridge cat conntrack curl docker ethtool ip ip6tables iptables iptables-restore iptables-save lab nc netcat \
        nft ovs-appctl ovs-dpctl ovs-ofctl ovs-vsctl ping python3 sleep ss sudo sysctl tc tcpdump tee timeout tracepath traceroute; do
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
