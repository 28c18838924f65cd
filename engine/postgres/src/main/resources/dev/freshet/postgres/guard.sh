# Makes a server's directory, and removes it with its server when the JVM is gone, in whatever way it went.
# $1 is the directory. Standard input is a pipe that nobody writes to: its end is the sign.
directory=$1
mark="cluster_name=${directory##*/}"
# PIPE: the JVM may be gone before it is told that the directory is guarded.
trap '' HUP INT TERM PIPE
cd / && mkdir -m 711 "$directory" || exit 1
echo guarded
exec >/dev/null 2>&1
while read -r _; do :; done

# The postmaster's process id: the mark stands on its command line from the first exec on, before there is a lock file,
# and on nobody else's (the pattern comes by a pipe, so that grep does not find itself).
postmaster() {
    if [ -r /proc/self/cmdline ]; then
        echo "$mark" | grep -alFf - /proc/[0-9]*/cmdline 2>/dev/null | while IFS=/ read -r _ _ pid _; do echo "$pid"; done
    else
        ps -axo pid=,command= | while read -r pid command; do
            case $command in *"$mark"*) echo "$pid" ;; esac
        done
    fi
}

# Immediate shutdown, for nobody wants the data; after 8 s by force. The postmaster frees its shared memory itself.
tries=0
while pids=$(postmaster) && [ -n "$pids" ] && [ "$tries" -lt 100 ]; do
    signal=QUIT
    [ "$tries" -lt 80 ] || signal=KILL
    kill -s "$signal" $pids 2>/dev/null
    sleep 0.1
    tries=$((tries + 1))
done

# A lock file that is still there is of a postmaster that was killed: line 7 names the System V segment it left.
segment=$(sed -n '7s/^ *[0-9]* *\([0-9][0-9]*\) *$/\1/p' "$directory/data/postmaster.pid" 2>/dev/null)
[ -z "$segment" ] || ipcrm -m "$segment" 2>/dev/null

# Again and again, for an initdb that was under way may still be writing.
tries=0
while [ "$tries" -lt 50 ]; do
    rm -rf "$directory" 2>/dev/null
    [ ! -e "$directory" ] && sleep 0.02 && [ ! -e "$directory" ] && exit 0
    sleep 0.1
    tries=$((tries + 1))
done
exit 1
