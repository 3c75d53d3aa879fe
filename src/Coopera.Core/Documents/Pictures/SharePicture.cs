using Coopera.Pdf;

namespace Coopera.Core.Documents.Pictures;

/// <summary>What a message with a link to a page shows: who speaks, of what, and when.</summary>
/// <param name="Kind">"Webinar gratuito, on line".</param>
/// <param name="Foot">When; empty where nothing is to be said.</param>
public sealed record SharePicture(string Kind, string Title, string Foot)
{
    public const int Width = 1200;
    public const int Height = 630;

    private const double Left = 80;
    private const double Measure = Width - (2 * Left);
    private const double TitleTop = 232;
    private const double TitleHeight = 238;
    private const double LeastSize = 42;

    private static readonly Colour Sea = new(0x06, 0x3D, 0x48);
    private static readonly Colour Night = new(0x04, 0x29, 0x2F);
    private static readonly Colour Ring = new(0x0B, 0x4C, 0x59);
    private static readonly Colour White = new(0xFF, 0xFF, 0xFF);
    private static readonly Colour Pale = new(0xD9, 0xE8, 0xEA);
    private static readonly Colour Saffron = new(0xFF, 0xC2, 0x4A);
    private static readonly Colour FlagBlue = new(0x00, 0x33, 0x99);
    private static readonly Colour FlagStar = new(0xFF, 0xCC, 0x00);

    public byte[] Draw()
    {
        var canvas = new Canvas(Width, Height, Sea);
        Mark(canvas, 1060, 300, 9.5, Ring, Ring); // large and quiet behind the words
        canvas.FillRectangle(0, 552, Width, Height - 552, Night);
        Mark(canvas, Left + 34, 98, 1.9, White, Saffron);
        Write(canvas, HouseFonts.All.Bold, "COOPERA", 44, Left + 96, 114, White);
        Write(canvas, HouseFonts.All.Bold, Kind, 30, Left, 196, Saffron);
        var (lines, size) = Fit(HouseFonts.All.Bold, Title);
        for (var line = 0; line < lines.Count; line++)
        {
            Write(canvas, HouseFonts.All.Bold, lines[line], size, Left, TitleTop + size + (line * size * 1.15) - (size * 0.15), White);
        }

        Write(canvas, HouseFonts.All.Regular, Foot, 32, Left, 524, Pale);
        Flag(canvas, Left, 571, 54, 36);
        Write(canvas, HouseFonts.All.Regular, "ANCI Sicilia · Progetto cofinanziato dall’Unione europea, FAMI 2014-2020", 24, Left + 74, 598, Pale);
        return Png.Write(canvas);
    }

    /// <summary>As large as its height allows; what is longer than the smallest size holds ends with an ellipsis.</summary>
    private static (IReadOnlyList<string> Lines, double Size) Fit(Typeface face, string text)
    {
        for (var size = 68.0; ; size -= 4)
        {
            var (lines, most) = (Wrap(face, text, size), (int)(TitleHeight / (size * 1.15)));
            if (lines.Count <= most)
            {
                return (lines, size);
            }

            if (size - 4 < LeastSize)
            {
                return ([.. lines.Take(most - 1), $"{lines[most - 1]}…"], size);
            }
        }
    }

    private static List<string> Wrap(Typeface face, string text, double size)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && face.Width($"{lines[^1]} {word}", size) <= Measure)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static void Write(Canvas canvas, Typeface face, string text, double size, double left, double baseline, Colour colour)
    {
        foreach (var letter in face.Outlines(text, size, left, baseline))
        {
            canvas.Fill(letter, colour);
        }
    }

    /// <summary>The three rings.</summary>
    private static void Mark(Canvas canvas, double x, double y, double scale, Colour colour, Colour third)
    {
        canvas.DrawRing(x - (6 * scale), y - (4 * scale), 10 * scale, 4 * scale, colour);
        canvas.DrawRing(x + (6 * scale), y - (4 * scale), 10 * scale, 4 * scale, colour);
        canvas.DrawRing(x, y + (7 * scale), 10 * scale, 4 * scale, third);
    }

    /// <summary>Twelve stars on a circle a third of the flag's height wide, each in a circle a ninth of it wide.</summary>
    private static void Flag(Canvas canvas, double left, double top, double width, double height)
    {
        canvas.FillRectangle(left, top, width, height, FlagBlue);
        for (var star = 0; star < 12; star++)
        {
            var around = star * Math.Tau / 12;
            var (x, y) = (left + (width / 2) + (height / 3 * Math.Sin(around)), top + (height / 2) - (height / 3 * Math.Cos(around)));
            canvas.Fill([[.. Enumerable.Range(0, 10).Select(Corner)]], FlagStar);

            OutlinePoint Corner(int corner)
            {
                var (angle, radius) = (corner * Math.Tau / 10, height / 18 * (corner % 2 == 0 ? 1 : 0.382));
                return new(x + (radius * Math.Sin(angle)), y - (radius * Math.Cos(angle)));
            }
        }
    }
}
