#!/usr/bin/env bash
# make_media.sh OUTPUT_DIR: real media files such as a public-resource-trading bureau makes, for the
# demo bureau and for tests. Scenes are drawn (packaging/demo/scenes), people, companies and numbers
# are invented. What exists is kept; each file is written beside and renamed when whole.
# Needs: ffmpeg, espeak-ng, imagemagick, libimage-exiftool-perl, fonts-noto-cjk, python3.
set -euo pipefail

[[ $# -eq 1 ]] || { echo "usage: make_media.sh OUTPUT_DIR" >&2; exit 2; }
for tool in ffmpeg espeak-ng convert exiftool python3; do
  command -v "$tool" >/dev/null || { echo "make_media.sh: '$tool' is missing; see packages.debian" >&2; exit 1; }
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
work=$(mktemp -d "$out/.making.XXXXXX")
trap 'rm -rf "$work"' EXIT
export TZ=CST-8  # Beijing time for the burnt-in clock, without a zone database

readonly steps=14
step=0
readonly notice="我们是公共资源交易监督管理局行政执法人员，依法执行公务，本次行政执法活动将进行全过程录音录像，请您配合。"

# make FILE COMMAND...: runs COMMAND TEMPORARY unless OUTPUT_DIR/FILE is there already.
make() {
  local file=$1
  shift
  step=$((step + 1))
  if [[ -s "$out/$file" ]]; then
    echo "[$step/$steps] $file (kept)"
    return
  fi
  echo "[$step/$steps] $file"
  "$@" "$work/new.${file##*.}"
  mv "$work/new.${file##*.}" "$out/$file"
}

ff() { ffmpeg -nostdin -hide_banner -v error -y "$@"; }

# draw NAME WIDTH: scenes/NAME.svg (or /a/drawing.svg) as a PNG of that width; prints its path.
draw() {
  local png="$work/${1##*/}.$2.png" drawing="$here/scenes/$1.svg"
  [[ $1 == /* ]] && drawing="$1.svg"
  [[ -s "$png" ]] || ff -width "$2" -i "$drawing" "$png"
  echo "$png"
}

seconds_of() { date -u -d "$1" +%s; }

voice=$(espeak-ng --voices=zh 2>/dev/null | grep -q cmn && echo cmn || echo en)
readonly voice

# track WAV SECONDS [AT_MS PITCH TEXT]...: spoken sentences over the hum of a room.
track() {
  local wav=$1 seconds=$2 count=0 graph="" mixed="[0:a]"
  local inputs=(-f lavfi -i "anoisesrc=color=brown:amplitude=0.03:seed=11:sample_rate=44100")
  shift 2
  [[ -s "$wav" ]] && return
  while (($# >= 3)); do
    count=$((count + 1))
    espeak-ng -v "$voice" -s 205 -p "$2" -w "$work/say.$count.wav" "$3"
    inputs+=(-i "$work/say.$count.wav")
    graph+="[$count:a]aresample=44100,adelay=$1[s$count];"
    mixed+="[s$count]"
    shift 3
  done
  graph+="${mixed}amix=inputs=$((count + 1)):duration=first:normalize=0,alimiter=limit=0.9[a]"
  ff "${inputs[@]}" -filter_complex "$graph" -map "[a]" -t "$seconds" -ac 1 "$wav"
}

# burn EPOCH LEFT RIGHT: drawtext filters for a running clock, device and officer number.
burn() {
  local text="drawtext=font=Noto Sans Mono CJK SC:fontcolor=white:borderw=1.5:bordercolor=black@0.8"
  printf '%s' "$text:fontsize=17:x=10:y=9:text='%{pts\\:localtime\\:$1\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}',"
  printf '%s' "$text:fontsize=15:x=10:y=31:text='$2',$text:fontsize=15:x=w-tw-10:y=h-th-9:text='$3'"
}

# Looks of cameras, after the scene is put together.
readonly grain="noise=alls=7:allf=t:all_seed=5"
sway() { # sway PHASE_S AMOUNT: a hand-held or chest-worn camera; the scene is larger than 640x360
  echo "crop=640:360:x='32+$2*sin(1.9*(t+$1))+$2*0.5*sin(4.3*(t+$1))':y='18+$2*0.6*sin(2.7*(t+$1))'"
}

h264=(-c:v libx264 -preset veryfast -crf 27 -pix_fmt yuv420p -g 50)
aac=(-c:a aac -b:a 64k -ar 44100)
readonly h264 aac

# opening_scene PHASE: filter graph of a bid opening, from inputs 0..5, ending in [scene].
opening_scene() {
  cat <<GRAPH
[0][2]overlay=x=150:y='166+1.5*sin(2*(t+$1))'[a];
[a][1]overlay=x=312:y='162+2.5*sin(6*(t+$1))*gt(sin(1.1*(t+$1)),-0.3)'[b];
[b][2]overlay=x='474+2*sin(0.8*(t+$1))':y=166[c];
[c][3]overlay=x=0:y=0[d];
[d][4]overlay=x='720-70*(t+$1)':y='170+3*abs(sin(5*(t+$1)))'[e];
[e][5]overlay=x='40+3*sin(0.9*(t+$1))':y=286[f];
[f][5]overlay=x='190+2*sin(0.7*(t+$1)+1)':y=294[g];
[g][5]overlay=x='420+3*sin(0.8*(t+$1)+2)':y=288[h];
[h][5]overlay=x='560+2*sin(1.1*(t+$1))':y=292[scene]
GRAPH
}
opening_inputs() { # opening_inputs SCENE
  inputs=(-loop 1 -framerate 25 -i "$(draw "$1" 704)" -i "$(draw person_civil 82)"
    -i "$(draw person_front 82)" -i "$(draw rostrum 704)" -i "$(draw person_walking 90)"
    -i "$(draw person_back 130)")
}

opening_mp4() {
  local start=2026-03-05T09:10:00+08:00 inputs
  opening_inputs bid_opening
  track "$work/opening.wav" 20 600 45 "$notice" 16200 60 "现在宣布开标。"
  ff "${inputs[@]}" -i "$work/opening.wav" -filter_complex "$(opening_scene 0);[scene]$(sway 0 4),
    vignette=PI/6,$grain,$(burn "$(seconds_of $start)" "DSJ-0003" "执法证号 18040103001")[v]" \
    -map "[v]" -map 6:a -t 20 "${h264[@]}" "${aac[@]}" \
    -metadata creation_time="$(date -u -d $start +%FT%TZ)" -metadata comment=DSJ-0003 "$1"
}

# office_scene PHASE: an inspection at an agency's office, inputs 0..2, ending in [scene].
office_scene() {
  cat <<GRAPH
[0][1]overlay=x='318+5*sin(0.6*(t+$1))':y='146+2.5*sin(5.5*(t+$1))*gt(sin(0.9*(t+$1)),0)'[a];
[a][2]overlay=x=0:y=0[scene]
GRAPH
}
office_inputs() {
  inputs=(-loop 1 -framerate 25 -i "$(draw agency_office 704)" -i "$(draw person_civil 128)"
    -i "$(draw desk 704)")
}

# segment NUMBER FILE: 12 s of one recording that the recorder cut in three.
segment() {
  local offset=$((($1 - 1) * 12)) inputs start
  start=$(($(seconds_of 2026-03-10T14:00:00+08:00) + offset))
  office_inputs
  track "$work/office.wav" 36 700 45 "$notice" 16500 62 "看清楚了，没有意见，不申请回避。" \
    20500 45 "请打开制作投标文件的电脑，调取文件创建信息。" 27500 45 "两家投标人的机器码一致，现在导出数据，请您见证。"
  ff "${inputs[@]}" -ss $offset -i "$work/office.wav" -filter_complex "$(office_scene $offset);
    [scene]$(sway $offset 9),lenscorrection=k1=-0.08:k2=-0.02,vignette=PI/5,$grain,
    $(burn $start "DSJ-0007" "执法证号 18040103002")[v]" -map "[v]" -map 3:a -t 12 \
    "${h264[@]}" "${aac[@]}" -metadata creation_time="$(date -u -d @$start +%FT%TZ)" \
    -metadata comment=DSJ-0007 "$2"
}

# 30 s of wall time of which the recorder missed 9 s to 17 s: time stamps and clock both jump.
broken_mp4() {
  local start=2026-03-12T10:15:00+08:00 inputs missed="between(t\,9\,16.999)"
  office_inputs
  track "$work/broken.wav" 30 500 45 "本次为现场复查，执法人员两名，现在开始记录。" \
    17600 45 "刚才执法记录仪电池接触不良，录制中断约八秒，期间没有进行询问。现在恢复录制，继续检查。"
  ff "${inputs[@]}" -i "$work/broken.wav" -filter_complex "$(office_scene 40);
    [scene]$(sway 40 8),eq=brightness=-0.05:saturation=0.8,vignette=PI/5,$grain,
    $(burn "$(seconds_of $start)" "DSJ-0003" "执法证号 18040103001"),select='not($missed)'[v];
    [3:a]aselect='not($missed)'[a]" -map "[v]" -map "[a]" -t 30 -fps_mode passthrough \
    "${h264[@]}" "${aac[@]}" -metadata creation_time="$(date -u -d $start +%FT%TZ)" \
    -metadata comment=DSJ-0003 "$1"
}

camcorder_avi() {
  local start=2026-03-06T15:00:00+08:00 inputs
  sed -e 's/第一标段/第三标段/;s/4 862.35/3 521.60/;s/4 871.20/3 538.15/;s/4 870.88/3 540.02/;s/解密中…/已解密/' \
    "$here/scenes/bid_opening.svg" >"$work/bid_opening_3.svg"
  opening_inputs "$work/bid_opening_3"
  track "$work/camcorder.wav" 15 800 55 "第三标段，云泽路桥工程有限公司，投标报价三千五百二十一万六千元，工期二百七十日历天。"
  ff "${inputs[@]}" -i "$work/camcorder.wav" -filter_complex "$(opening_scene 3);
    [scene]scale=w='trunc(704*(1+0.012*t)/2)*2':h=-2:eval=frame,crop=640:360,eq=saturation=1.1,
    $grain,$(burn "$(seconds_of $start)" "SXJ-0001" "摄像：执法监督科")[v]" -map "[v]" -map 6:a -t 15 \
    -c:v mjpeg -q:v 6 -pix_fmt yuvj420p -c:a pcm_s16le -metadata date=2026-03-06 \
    -metadata comment=SXJ-0001 "$1"
}

surveillance_ts() {
  local start=2026-03-07T08:30:00+08:00
  track "$work/surveillance.wav" 20 2500 50 "请各位专家独立评审，不得交谈。"
  ff -loop 1 -framerate 15 -i "$(draw evaluation_room 640)" -i "$(draw person_back 74)" \
    -i "$(draw person_back 92)" -i "$(draw person_walking 58)" -i "$work/surveillance.wav" \
    -filter_complex "[0][1]overlay=x='128+2*sin(0.9*t)':y=156[a];
    [a][1]overlay=x='288+2*sin(0.7*t+1)':y=156[b];[b][1]overlay=x=446:y='157+2*sin(t)'[c];
    [c][3]overlay=x='600-34*t':y='118+2*abs(sin(5*t))'[w];[w][2]overlay=x='178+3*sin(0.5*t)':y=280[d];
    [d][2]overlay=x='388+2*sin(0.8*t+2)':y=280,crop=640:360,hue=s=0.35,
    eq=contrast=1.1:brightness=-0.04,vignette=PI/4.5,noise=alls=11:allf=t:all_seed=3,
    $(burn "$(seconds_of $start)" "JK-0002" "评标二室 CH02")[v]" -map "[v]" -map 4:a -t 20 \
    "${h264[@]}" -r 15 "${aac[@]}" -metadata service_name=JK-0002 \
    -metadata service_provider=surveillance -f mpegts "$1"
}

hearing_wav() {
  track "$work/hearing.wav" 40 600 45 "现在举行行政处罚听证会。$notice" 20500 62 \
    "评标期间我接电话是因为家中有急事，没有透露评标内容。" 29500 38 "请提供当日的通话记录，记录在案。"
  ff -i "$work/hearing.wav" -ar 16000 -ac 1 -c:a pcm_s16le -metadata date=2026-03-18 \
    -metadata comment=LYB-0001 "$1"
}

# photograph TIME FILTER FILE: the office as a still camera sees it, with EXIF.
photograph() {
  ff -i "$(draw agency_office 2816)" -i "$(draw person_civil 512)" -i "$(draw desk 2816)" \
    -filter_complex "[0][1]overlay=x=1272:y=584[a];[a][2]overlay,$2,scale=1600:1200,
    vignette=PI/7,noise=alls=9:allf=u:all_seed=8" -frames:v 1 -c:v mjpeg -q:v 3 \
    -pix_fmt yuvj420p "$3"
  exiftool -q -overwrite_original -Make="PH" -Model="PH-5" -SerialNumber=XJ00010426 \
    -DateTimeOriginal="$1" -CreateDate="$1" -OffsetTimeOriginal=+08:00 -OffsetTime=+08:00 \
    -ExposureTime=1/60 -FNumber=4 -ISO=800 -Orientation#=1 -GPSLatitude=29.3000 \
    -GPSLatitudeRef=N -GPSLongitude=112.9000 -GPSLongitudeRef=E -GPSAltitude=32 "$3"
}

# A scanner's file: pages are pictures only, slightly turned, grey and grainy.
scan_pdf() {
  local page
  for page in 1 2; do
    convert "$(draw inspection_record_$page 1240)" -background '#f4f2ec' -seed 7 \
      -rotate "0.$((page * 2 + 1))" -gravity center -extent 1240x1754 -attenuate 0.12 \
      +noise Gaussian -blur 0x0.5 -density 150 -units PixelsPerInch -quality 62 -strip \
      "$work/page.$page.jpg"
  done
  python3 "$here/images_to_pdf.py" "$1" "$work"/page.[12].jpg
}

bidders_csv() {
  printf '\xef\xbb\xbf' >"$1"
  cat >>"$1" <<'CSV'
标段编号,投标人,统一社会信用代码,文件制作机器码,IP地址,MAC地址,上传时间,投标报价（万元）
YZ2026-GC-0117-01,云泽路桥工程有限公司,91990024MA4900001X,7F3A-19C2-84D0-5B11,198.51.100.24,00-1A-2B-77-10-0A,2026-03-02 15:08:31,4862.35
YZ2026-GC-0117-01,云泽长虹建设有限公司,91990000MA4900002M,C0DE-52AA-9E31-7704,198.51.100.77,00-1A-2B-3C-4D-5E,2026-03-02 16:42:10,4871.20
YZ2026-GC-0117-01,湖滨弘泰建筑有限公司,91990002MA4900003L,C0DE-52AA-9E31-7704,198.51.100.77,00-1A-2B-3C-4D-5E,2026-03-02 16:49:03,4870.88
YZ2026-GC-0117-01,江原基础工程有限公司,91990106MA4900004A,2B90-6F1D-03E7-A8C5,203.0.113.9,00-1A-2B-90-22-F1,2026-03-02 20:17:45,4903.00
YZ2026-GC-0117-01,"云泽水利建设有限公司",91990022MA4900005T,91D4-0C7E-BB26-13F8,203.0.113.140,00-1A-2B-41-8E-C3,2026-03-03 08:55:12,4895.67
CSV
}

make DSJ0003_20260305_091000.mp4 opening_mp4
for number in 1 2 3; do
  make "DSJ0007_20260310_140000_000$number.mp4" segment "$number"
done
make DSJ0003_20260312_101500.mp4 broken_mp4
make SXJ0001_20260306_150000.avi camcorder_avi
make JK0002_20260307_083000.ts surveillance_ts
make LYB0001_20260318_093000.wav hearing_wav
make IMG_20260310_141210.jpg photograph "2026:03:10 14:12:10" "crop=2112:1584:380:0"
make IMG_20260310_141835.jpg photograph "2026:03:10 14:18:35" "crop=1232:924:860:660,rotate=0.03:fillcolor=0x6d6a64"
make IMG_20260310_142105.jpg photograph "2026:03:10 14:21:05" "crop=800:600:1700:580,rotate=-0.02:fillcolor=0x9a9d9d"
make 现场检查笔录_20260310.pdf scan_pdf
make 投标文件信息导出_20260310.csv bidders_csv
make media.json cp "$here/media.json"
echo "media are in $out"
