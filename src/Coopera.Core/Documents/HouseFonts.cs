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

    private static FontFace Load(string name)
    {
        using var font = typeof(HouseFonts).Assembly.GetManifestResourceStream($"Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly: see Frontend/Fonts.targets.");
        return FontFace.Load(font);
    }
}
