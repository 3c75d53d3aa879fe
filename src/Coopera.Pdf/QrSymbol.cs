using QRCoder;

namespace Coopera.Pdf;

internal static class QrSymbol
{
    private const int QuietZone = 4;

    public static void Draw(ContentBuilder content, string text, PdfArea area)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(
            text, QRCodeGenerator.ECCLevel.M, forceUtf8: false, utf8BOM: false, QRCodeGenerator.EciMode.Default, -1);
        var modules = code.ModuleMatrix; // the quiet zone is part of it
        var side = modules.Count - (2 * QuietZone);
        content.Raw("q").Color(PdfColor.Black, "rg").Numbers("cm", area.Width / side, 0, 0, -area.Height / side, area.X, area.Top);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var start = column;
                while (column < side && modules[row + QuietZone][column + QuietZone])
                {
                    column++;
                }

                if (column > start)
                {
                    content.Numbers("re", start, row, column - start, 1);
                }
            }
        }

        content.Raw("f Q");
    }
}
