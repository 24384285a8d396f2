; The installer for one user, without an administrator. It lays the new version beside the one in
; use and switches the pointer last; so wherever it ends, the old or the new version starts.
; Given by bundling/installer.py: PLACE, VERSION, VERSION_FOLDER, WINDOW, COMMAND, GUIDE, ICON,
; OUT, and QUICKLY to pack it less.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "WinVer.nsh"
!include "LogicLib.nsh"

!define TITLE "Đối thoại doanh nghiệp"
!define ID "dialogue-app" ; never changes: by it a later installer finds this one
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define DATA "$LOCALAPPDATA\dialogue-app"
!define MENU "$SMPROGRAMS\${TITLE}"

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Doi thoai doanh nghiep"
InstallDirRegKey HKCU "Software\${ID}" "Folder"
SetDateSave off
!ifdef QUICKLY
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
Icon "${ICON}"
UninstallIcon "${ICON}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "FileDescription" "${TITLE}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!macro Say TEXT
  DetailPrint "${TEXT}"
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
!macroend

; Rename, tried again for five seconds where a scanner holds the folder. Where it cannot be done,
; what stood there before and was moved aside comes back.
Function Rename_
  Pop $6 ; what was moved aside, or nothing
  Pop $1 ; to
  Pop $0 ; from
  StrCpy $2 0
  again:
  System::Call 'kernel32::MoveFileExW(w r0, w r1, i 9) i .r3' ; replace, write through
  ${If} $3 == 0
    IntOp $2 $2 + 1
    Sleep 100
    IntCmp $2 50 0 again
    ${If} $6 != ""
      System::Call 'kernel32::MoveFileExW(w r6, w r1, i 9)'
    ${EndIf}
    !insertmacro Say "Không ghi được “$1”. Hãy đóng chương trình và phần mềm đang dùng thư mục này rồi cài lại. Bản đang dùng và dữ liệu giữ nguyên."
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

!macro Rename FROM TO ASIDE
  Push "${FROM}"
  Push "${TO}"
  Push "${ASIDE}"
  Call Rename_
!macroend

; A program that is open can be renamed, but not overwritten. Whichever is missing where this is
; broken off, the other one puts there (launcher/mending.c).
!macro Program NAME
  Delete "$INSTDIR\${NAME}.old"
  ClearErrors
  File "/oname=$INSTDIR\${NAME}.new" "${PLACE}/${NAME}"
  ${If} ${Errors}
    Delete "$INSTDIR\${NAME}.new"
    Abort
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    !insertmacro Rename "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.old" ""
  ${EndIf}
  !insertmacro Rename "$INSTDIR\${NAME}.new" "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.old"
  Delete "$INSTDIR\${NAME}.old"
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro Say "Chương trình cần Windows 10 (bản 1809) trở lên."
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; A file could not be written: the disk is full or takes nothing. Nothing of the new version stays.
Function .onInstFailed
  SetOutPath "$TEMP" ; the folder one is in cannot be removed
  RMDir /r "$INSTDIR\${VERSION_FOLDER}.new"
  RMDir "$INSTDIR"
  SetErrorLevel 2
  !insertmacro Say "Không ghi hết được vào “$INSTDIR”: đĩa đầy, hoặc thư mục không cho ghi. Bản đang dùng và dữ liệu giữ nguyên."
FunctionEnd

; Virus scanners mistrust a wrong checksum in the header, and NSIS writes its uninstaller with none.
Function GiveUninstallerItsChecksum
  System::Call 'imagehlp::MapFileAndCheckSumW(w "$INSTDIR\uninstall.exe", *i, *i .r1) i .r2'
  ${If} $2 != 0
    Return
  ${EndIf}
  FileOpen $0 "$INSTDIR\uninstall.exe" a
  FileSeek $0 60 ; where the file says where its header begins
  FileReadByte $0 $2
  FileReadByte $0 $3
  IntOp $3 $3 * 256
  IntOp $2 $2 + $3
  IntOp $2 $2 + 88 ; and where in that the checksum stands
  FileSeek $0 $2
  StrCpy $3 0
  ${Do}
    IntOp $4 $1 & 255
    FileWriteByte $0 $4
    IntOp $1 $1 / 256
    IntOp $3 $3 + 1
  ${LoopUntil} $3 == 4
  FileClose $0
FunctionEnd

Function KeepThisAndTheOneBefore
  Pop $4 ; the version before
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoWhile} $1 != ""
    ${If} $1 != "${VERSION_FOLDER}"
    ${AndIf} $1 != $4
      RMDir /r "$INSTDIR\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

Section
  ClearErrors
  RMDir /r "$INSTDIR\${VERSION_FOLDER}.new"
  SetOutPath "$INSTDIR\${VERSION_FOLDER}.new"
  File /r /x start.txt "${PLACE}/${VERSION_FOLDER}/*"
  File "${PLACE}/${VERSION_FOLDER}/start.txt"
  ${If} ${Errors}
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\${VERSION_FOLDER}.old"
  ${If} ${FileExists} "$INSTDIR\${VERSION_FOLDER}\*"
    !insertmacro Rename "$INSTDIR\${VERSION_FOLDER}" "$INSTDIR\${VERSION_FOLDER}.old" ""
  ${EndIf}
  !insertmacro Rename "$INSTDIR\${VERSION_FOLDER}.new" "$INSTDIR\${VERSION_FOLDER}" "$INSTDIR\${VERSION_FOLDER}.old"

  !insertmacro Program "${COMMAND}"
  !insertmacro Program "${WINDOW}"
  File "${PLACE}/${GUIDE}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call GiveUninstallerItsChecksum

  StrCpy $5 ""
  ${If} ${FileExists} "$INSTDIR\current.txt"
    FileOpen $0 "$INSTDIR\current.txt" r
    FileRead $0 $5
    FileClose $0
    System::Call 'shlwapi::StrTrimW(w r5 r5, w "$\r$\n")'
  ${EndIf}
  ClearErrors
  File "/oname=current.new" "${PLACE}/current.txt"
  ${If} ${Errors}
    Abort
  ${EndIf}
  !insertmacro Rename "$INSTDIR\current.new" "$INSTDIR\current.txt" ""
  ${If} $5 == "${VERSION_FOLDER}" ; installed over itself: what else is there stays
    RMDir /r "$INSTDIR\${VERSION_FOLDER}.old"
  ${Else}
    Push $5
    Call KeepThisAndTheOneBefore
  ${EndIf}

  CreateDirectory "${MENU}"
  CreateShortcut "${MENU}\${TITLE}.lnk" "$INSTDIR\${WINDOW}"
  CreateShortcut "${MENU}\Quay lại bản trước.lnk" "$INSTDIR\${WINDOW}" "--go-back"
  CreateShortcut "${MENU}\Hướng dẫn.lnk" "$INSTDIR\${GUIDE}"
  WriteRegStr HKCU "Software\${ID}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoWhile} $1 != ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Delete "$INSTDIR\${COMMAND}"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${GUIDE}"
  Delete "$INSTDIR\current.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays where anything else lies in it
  RMDir /r "${MENU}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  ${If} ${FileExists} "$INSTDIR\du-lieu\*"
    !insertmacro Say "Đã gỡ chương trình. Dữ liệu được giữ lại trong “$INSTDIR\du-lieu”."
  ${ElseIf} ${FileExists} "${DATA}\*"
    !insertmacro Say "Đã gỡ chương trình. Dữ liệu được giữ lại trong “${DATA}”."
  ${EndIf}
SectionEnd
