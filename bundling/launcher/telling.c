/* One sentence for the person at the screen: in a box, or on the console's standard error. */
#include "launcher.h"

#include <stdarg.h>

#define TITLE L"Đối thoại doanh nghiệp"

/* What Windows answers where a rule, a scanner or a damaged or missing file is in the way. */
#define SAFER 786
#define BY_POLICY 1260
#define BAD_HASH 577
#define BY_CODE_INTEGRITY 4551
#define VIRUS 225
#define VIRUS_DELETED 226

static void show(const wchar_t *text)
{
#ifdef WINDOWED
    MessageBoxW(NULL, text, TITLE, MB_OK | MB_ICONWARNING | MB_SETFOREGROUND);
#else
    DWORD mode, written;
    char bytes[4 * LONGEST];
    HANDLE output = GetStdHandle(STD_ERROR_HANDLE);
    if (GetConsoleMode(output, &mode)) {
        WriteConsoleW(output, text, (DWORD)wcslen(text), &written, NULL);
        WriteConsoleW(output, L"\r\n", 2, &written, NULL);
    } else {
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes - 1, NULL, NULL);
        if (length > 0)
            bytes[length - 1] = '\n';
        WriteFile(output, bytes, (DWORD)length, &written, NULL);
    }
#endif
}

void tell(const wchar_t *sentence, ...)
{
    wchar_t text[2 * LONGEST];
    va_list values;
    va_start(values, sentence);
    vswprintf(text, 2 * LONGEST, sentence, values);
    va_end(values);
    show(text);
}

void tell_blocked(const wchar_t *program, const wchar_t *file, DWORD error)
{
    switch (error) {
    case SAFER: case BY_POLICY: case BAD_HASH: case BY_CODE_INTEGRITY: case ERROR_ACCESS_DENIED:
        tell(L"Windows không cho chạy tệp “%ls” (mã %lu). Hãy nhờ người phụ trách công nghệ thông tin "
             L"cho phép chạy thư mục “%ls”; mã băm của từng tệp nằm trong SHA256SUMS.txt.",
             file, error, program);
        return;
    case VIRUS: case VIRUS_DELETED:
        tell(L"Phần mềm diệt virus đã chặn tệp “%ls” (mã %lu). Hãy nhờ người phụ trách công nghệ thông "
             L"tin đối chiếu mã băm trong SHA256SUMS.txt rồi cho phép thư mục “%ls”.",
             file, error, program);
        return;
    case ERROR_FILE_NOT_FOUND: case ERROR_PATH_NOT_FOUND: case ERROR_MOD_NOT_FOUND:
        tell(L"Thiếu tệp “%ls”. Hãy giải nén lại toàn bộ tệp zip, hoặc cài đặt lại, vào thư mục “%ls”; "
             L"dữ liệu không bị ảnh hưởng.", file, program);
        return;
    default:
        tell(L"Không nạp được tệp “%ls” (mã %lu). Hãy giải nén lại toàn bộ tệp zip, hoặc cài đặt lại, "
             L"vào thư mục “%ls”; dữ liệu không bị ảnh hưởng.", file, error, program);
    }
}
