#!/bin/sh
# Starts the version that current.txt names if it is whole, else the newest whole one, as the
# launcher for Windows does (bundling/launcher/versions.c).
set -u
program=$(dirname "$(readlink -f "$0")")

is_whole() { case "$1" in app-*/* | "") false ;; app-*) [ -s "$program/$1/start.txt" ] ;; *) false ;; esac; }

whole_versions() { # the oldest first
    for folder in "$program"/app-*; do
        is_whole "${folder##*/}" && echo "${folder##*/}"
    done | sort -V
}

name=$(head -n 1 "$program/current.txt" 2>/dev/null)
is_whole "$name" || name=$(whole_versions | tail -n 1)
if [ -z "$name" ]; then
    echo "Thư mục “$program” chưa được giải nén hết. Hãy giải nén lại." >&2
    exit 70
fi

if [ "${1:-}" = --go-back ]; then
    before=$(whole_versions | sed "/^$name\$/,\$d" | tail -n 1)
    if [ -z "$before" ]; then
        echo "Không còn bản nào trước bản ${name#app-} trong thư mục “$program”." >&2
        exit 1
    fi
    { echo "$before" >"$program/current.new" && mv "$program/current.new" "$program/current.txt"; } 2>/dev/null || {
        rm -f "$program/current.new" 2>/dev/null
        echo "Không ghi được vào thư mục “$program”: đĩa đầy, hoặc thư mục không cho ghi. Bản đang dùng giữ nguyên." >&2
        exit 1
    }
    echo "Từ lần mở sau, chương trình chạy bản ${before#app-}. Dữ liệu giữ nguyên." >&2
    exit 0
fi

version=$program/$name
export LD_LIBRARY_PATH="$version/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$version/$(head -n 1 "$version/start.txt")" -I -B -X utf8 \
    -c 'import sys; from ui.app import main; sys.exit(main())' "$@"
