; Inno Setup 6 script. Written from its documentation; it has not been run yet.
; iscc /DVersion=x.y.z packaging\windows\desktop-al.iss      after build.py bundle; VERSION is that of pyproject.toml
#ifndef Version
  #error Give the version: iscc /DVersion=x.y.z
#endif

[Setup]
AppId={{6F0B5C1E-7C0B-4C6B-9B9D-2D0E3A8C41D7}
AppName=desktop_al
AppVersion={#Version}
DefaultDirName={autopf}\desktop_al
DefaultGroupName=desktop_al
; For one user without an administrator, or for all with one: the person chooses.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=desktop-al-{#Version}-windows-x64
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
UninstallDisplayIcon={app}\desktop_al.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "pt"; MessagesFile: "compiler:Languages\Portuguese.isl"

[Files]
Source: "..\..\dist\desktop-al\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\desktop_al"; Filename: "{app}\desktop_al.exe"; Parameters: "open"

[Registry]
Root: HKA; Subkey: "Software\Classes\.dal"; ValueType: string; ValueData: "desktop_al.project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\desktop_al.project"; ValueType: string; ValueData: "desktop_al project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\desktop_al.project\DefaultIcon"; ValueType: string; ValueData: "{app}\desktop_al.exe,0"
Root: HKA; Subkey: "Software\Classes\desktop_al.project\shell\open\command"; ValueType: string; ValueData: """{app}\desktop_al.exe"" open ""%1"""
