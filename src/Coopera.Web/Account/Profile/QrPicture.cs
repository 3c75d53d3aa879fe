using System.Text;
using QRCoder;

namespace Coopera.Web.Account.Profile;

public sealed record QrPicture(int Side, string Path)
{
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var side = code.ModuleMatrix.Count;
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var start = column;
                while (column < side && code.ModuleMatrix[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {row}h{column - start}v1h-{column - start}z");
                }
            }
        }

        return new QrPicture(side, path.ToString());
    }
}
