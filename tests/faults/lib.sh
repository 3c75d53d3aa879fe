# What the scripts here share: a folder for everything, the published site as processes, PostgreSQL clusters, a mail server.
# Everything listens on loopback ports and is stopped and deleted at the end.
#   COOPERA_FAULTS_SITE   a published Coopera.Web.dll (else it is published here)
#   COOPERA_FAULTS_BENCH  Coopera.Bench.dll (else it is built here)
#   --short               a short round of the same, for tests/run
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
name=$(basename "$0")
short=false
for argument in "$@"; do
  case $argument in --short) short=true ;; esac
done

work=$(mktemp -d "${TMPDIR:-/tmp}/coopera-faults-XXXXXX")
chmod 711 "$work" # servers that run as somebody else have their folders in it
declare -A node_pids=()
clusters=() helpers=()

finish() {
  local code=$? pid cluster
  for pid in "${helpers[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done # killed, nginx would leave its worker behind
  for pid in ${load:-} "${node_pids[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  for cluster in "${clusters[@]}"; do as_postgres "$postgres/pg_ctl" -D "$cluster" -m immediate stop >/dev/null 2>&1 || true; done
  for mount in "$work"/disk*; do if mountpoint -q "$mount" 2>/dev/null; then umount -l "$mount" || true; fi; done
  if [ "$code" -ne 0 ]; then
    echo "tests/faults/$name: FAILED ($code); what the processes said last:"
    for log in "$work"/*.log; do [ -s "$log" ] && echo "== $(basename "$log")" && grep -vE ' (INF|DBG) ' "$log" | cut -c1-300 | tail -n 15 || true; done
  fi
  [ -n "${COOPERA_FAULTS_KEEP:-}" ] && echo "kept: $work" || rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() { echo "tests/faults/$name: $*" >&2; exit 1; }
skip() { echo "tests/faults/$name: skipped: $*"; exit 0; }
now() { date -u +%Y-%m-%dT%H:%M:%S.%NZ; }
free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
random_of() { echo $(($1 + RANDOM % $2)); }
pause() { sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"; } # milliseconds

postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

publish() {
  site_program=${COOPERA_FAULTS_SITE:-}
  bench_program=${COOPERA_FAULTS_BENCH:-}
  if [ -z "$site_program" ]; then
    dotnet publish "$repository/src/Coopera.Web" -c Release -o "$work/site" --verbosity quiet
    site_program=$work/site/Coopera.Web.dll
  fi
  if [ -z "$bench_program" ]; then
    dotnet build "$repository/tests/Coopera.Bench" -c Release -o "$work/bench" --verbosity quiet
    bench_program=$work/bench/Coopera.Bench.dll
  fi
  mkdir -p "$work/keys"
  head -c 32 /dev/urandom > "$work/keys/key"
  chmod 600 "$work/keys/key"
}

people() { dotnet "$bench_program" faults "$@"; }

# The settings that all nodes share; a script adds its own with "setting NAME value".
declare -A settings=()
setting() { settings[$1]=$2; }
usual_settings() { # address
  setting ASPNETCORE_ENVIRONMENT Production
  setting Site__BaseUrl "$1"
  setting Site__CreateDataFolder true
  setting Site__TrustedProxies 127.0.0.1
  setting Keys__KeyFile "$work/keys/key"
  setting Mail__StrangerPerHour 1000000
  setting Mail__StrangerPerDay 1000000
  setting Mail__AllStrangersPerHour 1000000
  setting Mail__PerMinute 1000000
  setting Demo__Enabled false
  setting Staff__FirstAdministrator__Email misure@anci.example
  setting Staff__FirstAdministrator__Password 'tre parole a caso'
  setting Staff__SecondFactorRequired false
  setting Serilog__MinimumLevel__Default Warning
}

# The settings as the environment of a process, in the caller's "pairs".
pair_settings() {
  local key
  for key in "${!settings[@]}"; do pairs+=("$key=${settings[$key]}"); done
}

# start_node NAME PORT DATA_FOLDER: begins it and does not wait.
start_node() {
  local node=$1 port=$2 data=$3 pairs=()
  pair_settings
  mkdir -p "$data"
  env "${pairs[@]}" ASPNETCORE_URLS="http://127.0.0.1:$port" Site__DataFolder="$data" \
    setsid dotnet "$site_program" >>"$work/$node.log" 2>&1 </dev/null &
  node_pids[$node]=$!
}

answers() { curl -fsS -o /dev/null --max-time 5 "$1" 2>/dev/null; }

# wait_for ADDRESS [SECONDS]
wait_for() {
  local end=$((SECONDS + ${2:-120}))
  until answers "$1"; do
    [ $SECONDS -lt $end ] || fail "$1 does not answer after ${2:-120} s"
    sleep 0.1
  done
}

# It starts and ends by itself, with this sentence; the exit code is $refusal.
refused() { # NAME PORT DATA_FOLDER SENTENCE
  refusal=0
  start_node "$1" "$2" "$3"
  wait "${node_pids[$1]}" || refusal=$?
  unset "node_pids[$1]"
  [ $refusal -ne 0 ] && grep -q "$4" "$work/$1.log" || fail "$fault: it ended with $refusal: $(tail -n 1 "$work/$1.log")"
}

kill_node() { kill -KILL "${node_pids[$1]}" 2>/dev/null || true; wait "${node_pids[$1]}" 2>/dev/null || true; unset "node_pids[$1]"; }
lines() { wc -l <"$1"; }
# Until so many more lines are in a file: a fault shall meet people at work, on a slow machine too.
wait_for_lines() { # FILE MORE
  local wanted=$(($(lines "$1") + $2)) end=$((SECONDS + 60))
  until [ "$(lines "$1")" -ge $wanted ] || [ $SECONDS -ge $end ]; do sleep 0.05; done
}
stop_node() { kill -TERM "${node_pids[$1]}"; wait "${node_pids[$1]}" || true; unset "node_pids[$1]"; }

migrate() { verb "$1" migrate >>"$work/migrate.log" 2>&1; } # DATA_FOLDER

verb() { # DATA_FOLDER VERB…
  local data=$1 pairs=(); shift
  pair_settings
  mkdir -p "$data"
  env "${pairs[@]}" Site__DataFolder="$data" Worker__Enabled=false dotnet "$site_program" "$@"
}

# Killed once more, and what waits for its moment is due: the jobs look at their start, and nobody here waits ten minutes.
hurry() { # NODE PORT DATA_FOLDER DATABASE
  kill_node "$1"
  people hurry "database=$4"
  start_node "$1" "$2" "$3"
  wait_for "http://127.0.0.1:$2/health/ready"
}

# make_cluster FOLDER: durable, as it is in earnest (fsync stays on).
make_cluster() {
  [ -n "$postgres" ] || skip "there is no PostgreSQL server here"
  mkdir "$1"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$1"; fi
  as_postgres "$postgres/initdb" -D "$1/data" -U coopera --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
}

# start_cluster FOLDER PORT [OPTION…]
start_cluster() {
  local folder=$1 port=$2; shift 2
  as_postgres "$postgres/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/server.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 $*" start >/dev/null
  clusters+=("$folder/data")
}

# The cluster of most scripts, in $work/pg at $cluster_port.
new_cluster() {
  cluster_port=$(free_port)
  make_cluster "$work/pg"
  start_cluster "$work/pg" "$cluster_port"
}

# on_postgres PORT [WAY]: the nodes get a new database of the cluster at this port, reached by this way of a connection string; $database is all of it.
on_postgres() {
  sql "$1" postgres 'CREATE DATABASE coopera'
  database="${2:-Host=127.0.0.1;Port=$1};Username=coopera;Database=coopera"
  setting Database__Provider PostgreSql
  setting ConnectionStrings__Coopera "$database"
}

# As a power cut: the first process, and whatever it had begun.
kill_cluster() { # FOLDER
  local first others
  first=$(head -n 1 "$1/data/postmaster.pid")
  others=$(pgrep -P "$first" || true)
  kill -KILL "$first"
  for pid in $others; do kill -KILL "$pid" 2>/dev/null || true; done
}

sql() { "$postgres/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$1" -U coopera -d "$2" -c "$3"; }

# While people sign up ($load, $work/told). fault NAME; held: while it lasts nobody signs up, for $away ms; back: how long it took until
# somebody could again.
fault() {
  wait_for_lines "$work/told" 5
  kill -0 $load 2>/dev/null || { cat "$work/load.txt"; fail "the people are gone"; }
  fault=$1
}

held() {
  sleep 1
  local before
  before=$(lines "$work/told")
  pause "$away"
  [ "$(lines "$work/told")" -eq "$before" ] || fail "$fault: people signed up nevertheless: nothing was tried"
}

# What the database has room for within its files goes on for a while; then nobody signs up.
fill() { # DISK
  local round before
  dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null || true
  for round in $(seq 40); do
    before=$(lines "$work/told")
    sleep 2
    [ "$(lines "$work/told")" -gt "$before" ] || break
  done
  held
}

back() {
  local begin before
  begin=$(date +%s%N)
  before=$(lines "$work/told")
  until [ "$(lines "$work/told")" -gt "$before" ]; do
    [ $(($(date +%s%N) - begin)) -lt 30000000000 ] || fail "$fault: nobody could sign up for 30 s after it was over"
    sleep 0.02
  done
  echo "- $fault: the first sign-up $((($(date +%s%N) - begin) / 1000000)) ms after it was over"
}

# What everybody was told stands in the file; wrong things end the script.
hear_from() { # LOAD FILE
  local status=0
  wait "$1" || status=$?
  cat "$2"
  [ $status -eq 0 ] || fail "people were told wrong things"
}

# A mail server that keeps each message it takes, also the second copy of one; its port and process are $mail_port and $mail_pid.
start_mail_server() { # FOLDER [PORT]
  mkdir -p "$1"
  /usr/bin/python3 "$repository/tests/Coopera.Testing/Mail/smtp_server.py" "${2:-0}" "$1" >"$1/port" 2>"$work/smtp.log" &
  mail_pid=$!
  helpers+=($mail_pid)
  until [ -s "$1/port" ]; do sleep 0.05; done
  mail_port=$(cat "$1/port")
  setting Mail__Transport Smtp
  setting Mail__Host 127.0.0.1
  setting Mail__Port "$mail_port"
  setting Mail__Security None
  setting Mail__From coopera@anci.example
}

# start_proxy PORT NODE_PORT…: nginx before the nodes, one after the other, as docs/operations.md wants it.
start_proxy() {
  local proxy=$1 port; shift
  mkdir "$work/nginx"
  cat > "$work/nginx/nginx.conf" <<CONF
$([ "$(id -u)" -eq 0 ] && echo "user nobody nogroup;")
worker_processes 1;
daemon off;
pid $work/nginx/pid;
error_log $work/nginx/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $work/nginx/body; proxy_temp_path $work/nginx/proxy;
  fastcgi_temp_path $work/nginx/f; uwsgi_temp_path $work/nginx/u; scgi_temp_path $work/nginx/s;
  upstream coopera {
$(for port in "$@"; do echo "    server 127.0.0.1:$port max_fails=1 fail_timeout=1s;"; done)
    keepalive 32;
  }
  server {
    listen 127.0.0.1:$proxy;
    client_max_body_size 60m;
    location / {
      proxy_pass http://coopera;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host \$http_host;
      proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto \$scheme;
    }
  }
}
CONF
  PATH=$PATH:/usr/sbin nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" >"$work/nginx.log" 2>&1 &
  helpers+=($!)
}
