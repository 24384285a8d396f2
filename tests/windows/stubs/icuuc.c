/* What Qt6Core names of Windows 10's ICU, which Wine lacks: for trying only, never handed out. */
#define NAMED(name) __declspec(dllexport) void *name(void) { return 0; }

NAMED(ucnv_open) NAMED(ucnv_close) NAMED(ucnv_reset) NAMED(ucnv_getMaxCharSize)
NAMED(ucnv_getName) NAMED(ucnv_getToUCallBack) NAMED(ucnv_getFromUCallBack)
NAMED(ucnv_setToUCallBack) NAMED(ucnv_setFromUCallBack) NAMED(ucnv_cbToUWriteUChars)
NAMED(ucnv_cbFromUWriteUChars) NAMED(ucnv_toUnicode) NAMED(ucnv_fromUnicode)
NAMED(ucnv_toUCountPending) NAMED(ucnv_fromUCountPending) NAMED(ucnv_getStandardName)
NAMED(ucnv_getAvailableName) NAMED(ucnv_countAvailable)
NAMED(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NAMED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
