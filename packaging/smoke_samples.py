"""What smoke.py has the program label and compute. Only the standard library, in the syntax of Python 3.8."""

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from pathlib import Path

from smoke_screen import png

#: One picture of 16 x 16 as DICOM, compressed without loss by three methods: deflated and in base 85.
_FILES = {
    "JPEG-LS": (
        "c-qBNJxmlq6n=Z4x$x(nAR$&;5Q70WGqbb1v(W;)yTAd*;T;e|PIG{V90zEGgv7>zn1Cc|_-Tlh1`<(7G@&6jY9}F9;$KLJ9bjW2"
        "TDiVik;3@XnD};QzVFR@^WMC-vjG2BLXlw9huGGX3m*`Dpg`=DL=?q`*cLeoRA;*2M5lxhp_@9@ISyP!dk%WkeD`3Mjy}3!2|~D`"
        "3!OVcXTmV4>2PjXCdF4U(;>_-n8Oi>W156mmJd{nQ~FaTsc~Hp9~?$2`DGTSQ;I-|jRTKGkW*8a28>z^iTXUK3k9Rv-byLdhI73Y"
        "Kk`3U=ZCU?Qk@?(2-W(55oS@!3_lQPjTQlAgc<|`acT(74=s3Fz^o|<CVUW$`{5R}Gz0cVMJ$1ikxaTP-QSZL>h3)k8y>!x?YyjF"
        "?50=&L_*cvrnH&}YN{ANR4ez@U?f0~!r#`h*FQtpf?JM3Ovhx7jl~GlVa(*hcDQ5O#344<py+RLD9)B;7!DzZV76s)8#UVzh7dwV"
        "vkY!(crsb31_6k8=PTYr2BE}3AW3{Q4Q$j3fF?aXiKtb`8<~)|v;uOmwgQO8nq$HGcq|%bXjMI{iq^nB!(JqEF$zUHC_h$}edhDn"
        "A!Ioo17vYEgiPj3cuekXRhwcm`{q^E`$t@quP$uLUq#|BqWjwY4EgeVsfrQ+_X`v%u8Y?<sFXmB`xg9)BK_|^9=Y*xeMpYm1H13e"
        "&c8_C47@+lJT>!lqkp-hYQ6Eu=#`U$1O3^)Oz(xB^!e_t&Qx7?XZ8L>wz0A@Z+m-fcDZ?$_pD7FYdZ5V^<?zG*7Hw0uk_?{-^+>8"
        "%J#)e_u_L6({j3&SJpZBEPrWbXK7`%>d|WTOq-O})8UfS;f3oJcgE*uGmF`d^@)z@x#JCSoO(QzT6?5n!IKBxrnW#JH8wUjUOpM!"
        "DxZv$PY#0n2CLujy6_FVAPDC"
    ),
    "JPEG 2000": (
        "c-qBN-%Auh9RKd#l8c?XmnGp#O9+|dG&4Itb{`7u?$8U*wL7JZqtv`e3JsOSm$V@8@xUH>iy-<JdhGs&=%pa?wdkd{dU5;CdJ089"
        "UV>(4_Vbzf&V0T<m;v~|tx(FBZN#ZD2R<X(U_pGrAU4ZJoGSGKBb<bS5=JQvi6o2&9Jq@14DJ}(+rbsVJtR;er6M395m88Z7)T}~"
        "Ap#{C_K?en@*v=mK%kM7lqzL|hdMn!c``FWB5K1Cw9;RC;e;^+Ml}u$iy~)|7z3(yLv^$rMhf||-&*N`;i8kSxXAyUoeRhRNp>#y"
        "P#AWBQ?3}}feRES%bmbDWdTK@C=9gk!URSO=yeA2RU66`7aA}z4p<ux@hDtfTd2>~@7!EixpC`Syt=w{dv@7F?XfrurNW@lj1AI|"
        "Ne}f4!{*!&Dgo~3_-!7o`e|We<ruBxQid|ZzZQ&znhGr$l`7Q2ht9w02o=d7)TRKMDjiV4BaLcWD-~ivgbIv~muBii4oYc!-7Vx$"
        "s2&1Z!_W6Y<17oTmd<O4e!sbqRdY-G!NJ_JP>#pr{AeXE7dcwJ)as!%cfha~RR>iV+QHgiwGNn_vMywqlmW7eS3qX`Ra0ipPI_ap"
        "@xHU+rEes`wwu6?c`629BPMZj2~MX^%WIAO_T${@vaF;6SwkV?IAA3;=os4E+G_0eWF7{<$}iVvSL^fs+`4bB?AiEkeevQ%am2q@"
        "UtU>QTJ$;Ibec4vJyo4Xne7i>8&}#MT%P7n)%uy|ubL;G^jY5?LPrMT!{_Z&&8}uI+=u4L-tI30FEbk-w|6(1nNRL!+Z#_kdsI9&"
        "le>QI1$p<l&sj^}VrK8t48H>=TGhA"
    ),
    "JPEG lossless": (
        "c-q}l&1%$86h29Z5_GJ0S}o#2vh1dpbN`ZDaM5v6?7*ZclXfG6_(O|DLC}Kkd<1<0eHaB_K?R}U){QUF_}$nR6n{2?;7!8!-SeHC"
        "zvL4A+f|N7RSevj^yo7%rikim0kNVOxHG;?N@`hHmWr7R>7<et53JDV;Ia12LuV2`(qsj*HL{S_7g86-Dd(*<nNzq6?L2E^w6_5E"
        "&M{|MOagJ1f5;SeR^}YjB2@lq7A=(mD9-VqECyFj1_4o*sM$C}*UM3r9$S`axZdk53Ha~3OX$*H=`Nv^%3(s9b*7Xy2{CO~3#2qF"
        "!xBEm`81&|R7=Qui$+aM)ij|Ow6#f?jR0Pt8&CFk@9aL<+kbrb-p%^p;Nkt-j|5^*>OPIjRhuid%7t<Q@ylU&Zw-+M9_N19$I1Mh"
        "W{c{K^<H_MIc+nPu04BeFj&mhWGOBDDNa$S!aM7X(%PzAYj)0gpM`N`-s>EiO;K6sG^GKJyZV-nQB&E>6VGs^DdpJpNzJ<b44AHj"
        "Ke7pb=?eAGTc4_WvmR|s>uOy?6`d-e4o(?n(ew~SL8s`%8lAGZW9Px<I!0hqQG$hhO~=B!+hS6O?1#@pcSc&Qqm~ZCQ3<#h!S=3w"
        "O=rXR5>Ygu_6=P`rti<(yl6jA0xRq<uRi_q>Fx6?|0%p`-ygLfy9s>-sthBn"
    ),
}


def dicom_files() -> dict[str, bytes]:
    """Method -> the file."""
    return {name: zlib.decompress(base64.b85decode(text)) for name, text in _FILES.items()}


def picture(number: int, side: int = 96) -> bytes:
    """A gray PNG: stripes of one of three directions with some noise."""
    rows = bytearray()
    noise = number * 7919 + 1
    for y in range(side):
        rows.append(0)
        for x in range(side):
            noise = (noise * 1103515245 + 12345) & 0x7FFFFFFF
            stripe = (x, y, x + y)[number % 3] // 8 % 2
            rows.append(60 + 120 * stripe + (noise >> 16) % 40)
    return png(side, side, 0, bytes(rows))


def make_pictures(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"strípe {number:03}.png").write_bytes(picture(number))


def rows_of(path: Path) -> list[list[float]]:
    """The float16 rows of the first features in a file of `desktop-al features`."""
    with zipfile.ZipFile(str(path)) as archive:
        data = archive.read("rows0.npy")
    length = struct.unpack("<H", data[8:10])[0]
    header = data[10 : 10 + length].decode("ascii")
    if "'<f2'" not in header:
        raise ValueError(f"unexpected features {header}")
    height, width = (int(n) for n in header.split("'shape': (")[1].split(")")[0].split(","))
    values = struct.unpack(f"<{height * width}e", data[10 + length :])
    return [list(values[row * width : (row + 1) * width]) for row in range(height)]
