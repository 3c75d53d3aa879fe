using System.Text;
using Coopera.Pdf;

namespace Coopera.Core.Documents;

public static class HouseFonts
{
    private static readonly Lazy<PdfFonts> Loaded = new(() =>
    {
        var others = new Lazy<FontFace>(() => Load("NotoSans_400Regular"));
        return new PdfFonts(new Typeface(Load("TitilliumWeb_400Regular"), others), new Typeface(Load("TitilliumWeb_700Bold"), others));
    });

    public static PdfFonts All => Loaded.Value;

    /// <summary>
    /// Whether all of it can be drawn as it is written: the letters are there, and stand side by side from left to right. Arabic,
    /// Devanagari and the like need joining or turning, which the layer does not do.
    /// </summary>
    public static bool CanPrint(string text) => text.EnumerateRunes().All(
        rune => !Complex.Any(range => rune.Value >= range.First && rune.Value <= range.Last)
            && (Rune.IsWhiteSpace(rune) || All.Regular.Has(rune)));

    // Hebrew to the scripts of India and South-East Asia, and the presentation forms of Hebrew and Arabic.
    private static readonly (int First, int Last)[] Complex = [(0x0590, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC)];

    private static FontFace Load(string name)
    {
        using var font = typeof(HouseFonts).Assembly.GetManifestResourceStream($"Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly: see Frontend/Fonts.targets.");
        return FontFace.Load(font);
    }
}
