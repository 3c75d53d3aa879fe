using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Coopera.Core.Exports;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination;

/// <summary>
/// The list as open data: bodies, never persons. The CSV has the form of every other of the site (semicolons, UTF-8 with its mark) and is
/// for programs: its codes are bare, and nothing marks them as text for a spreadsheet. The JSON's keys and kinds are those of the register
/// search at <c>/enti</c>.
/// </summary>
public static class AdherentFiles
{
    public const string LicenceAddress = "https://creativecommons.org/licenses/by/4.0/";
    public const string LicenceName = "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)";
    public const string JsonContentType = "application/json; charset=utf-8";

    private static readonly ExportColumn[] Columns = [new("codice"), new("nome"), new("tipo"), new("provincia"), new("dal")];

    // Accents as they are: the file is not part of a page.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.GeneralPunctuation),
        WriteIndented = true,
    };

    public static async Task<byte[]> CsvAsync(AdherentList list)
    {
        using var file = new MemoryStream();
        var rows = ByCode(list).ToAsyncEnumerable().Select(a => new object?[]
        {
            a.Body.Code, a.Body.Name, KindInItalian(a.Body.Kind), a.Body.ProvinceCode, Day(a.Since),
        });
        await CsvExport.WriteAsync(file, Columns, rows, CsvFor.Programs);
        return file.ToArray();
    }

    public static byte[] Json(AdherentList list) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Title = "Enti aderenti al Coordinamento dei Comuni della rete SAI",
            Publisher = "ANCI Sicilia",
            License = new { Name = LicenceName, Url = LicenceAddress },
            Attribution = "ANCI Sicilia. Codici e denominazioni: ISTAT (CC BY 4.0)",
            Modified = list.ChangedAt?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Adherents = ByCode(list).Select(a => new
            {
                a.Body.Code,
                a.Body.Name,
                Kind = a.Body.Kind.ToString(),
                Province = a.Body.ProvinceCode,
                Since = Day(a.Since),
            }),
        },
        Format);

    public static string KindInItalian(PublicBodyKind kind) => kind switch
    {
        PublicBodyKind.Municipality => "Comune",
        PublicBodyKind.FreeConsortium => "Libero consorzio comunale",
        _ => "Città metropolitana",
    };

    private static IEnumerable<Adherent> ByCode(AdherentList list) => list.Adherents.OrderBy(a => a.Body.Code, StringComparer.Ordinal);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
