using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using CsvHelper;

namespace Coopera.Core.Data;

/// <summary>
/// The register as the embedded files in <c>Data/Seed</c> hold it. Codes and names: ISTAT (CC BY 4.0). PEC: a collection by others
/// (github.com/Samurai016/Comuni-ITA, MIT, February 2026), which nobody has verified.
/// </summary>
public static class PublicBodyRegister
{
    /// <summary>The month in which the collection of PEC was published.</summary>
    public static readonly DateOnly PecsOf = new(2026, 2, 1);

    // Names in use that are not the official ones, beyond what BodyName makes alike; "Castoreale" and "S. Margherita Belice" stand in the
    // press release of 2022.
    private static readonly Dictionary<string, string[]> Aliases = new()
    {
        ["083016"] = ["Castoreale"],
        ["083075"] = ["Rodi Milici", "Rodì"],
        ["084038"] = ["S. Margherita Belice"],
    };

    public static IReadOnlyList<PublicBody> Read() => [.. Municipalities(), .. WiderBodies()];

    private static List<PublicBody> Municipalities()
    {
        var pecs = Rows("sicilia-comuni-pec.csv").ToDictionary(row => row["istat_code"], row => row["pec_unverified"]);
        return [.. Rows("sicilia-comuni.csv").Select(row => new PublicBody(
            row["istat_code"],
            row["name"],
            PublicBodyKind.Municipality,
            row["province_code"],
            row["province_name"],
            int.Parse(row["population"], CultureInfo.InvariantCulture),
            Aliases.GetValueOrDefault(row["istat_code"], []),
            row["cadastral_code"])
        {
            Latitude = double.Parse(row["latitude"], CultureInfo.InvariantCulture),
            Longitude = double.Parse(row["longitude"], CultureInfo.InvariantCulture),
        }.Suggesting(EmailAddress.TryParse(pecs[row["istat_code"]], out var pec) ? pec : null))];
    }

    private static IEnumerable<PublicBody> WiderBodies() => Rows("sicilia-enti-area-vasta.csv").Select(row =>
    {
        var metropolitan = row["kind"] == "citta_metropolitana";
        var code = metropolitan ? row["uts_code_metropolitan"] : row["province_istat"];
        return new PublicBody(
            code,
            row["official_name"],
            metropolitan ? PublicBodyKind.MetropolitanCity : PublicBodyKind.FreeConsortium,
            row["province_code"],
            row["province_name"],
            int.Parse(row["population_2021"], CultureInfo.InvariantCulture),
            FormerNames(row["province_name"], metropolitan).Append(row["province_istat"]));
    });

    // Until 2013 they were "province regionali" (Sicilian law 9/1986), and are still called so; a province's ISTAT code outlived it.
    private static IEnumerable<string> FormerNames(string province, bool metropolitan) =>
    [
        $"Provincia di {province}",
        $"Provincia regionale di {province}",
        $"Amministrazione provinciale di {province}",
        .. (string[])(metropolitan ? [$"CM di {province}"] : [$"Libero consorzio di {province}", $"LCC di {province}"]),
    ];

    private static List<Dictionary<string, string>> Rows(string file)
    {
        using var stream = typeof(PublicBodyRegister).Assembly.GetManifestResourceStream($"Coopera.Core.Data.Seed.{file}")
            ?? throw new InvalidOperationException($"The register file {file} is not embedded.");
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default);
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.Headers.ToDictionary(name => name, name => csv.GetString(name)));
        }

        return rows;
    }
}
