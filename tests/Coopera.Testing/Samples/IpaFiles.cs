using System.Text;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Testing.Samples;

/// <summary>The file "enti" of IPA's open data, as it would be if IPA knew what the register knows.</summary>
public static class IpaFiles
{
    public const string Titles = "Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Tipologia,Codice_Categoria,Codice_natura,Codice_ateco,"
        + "Ente_in_liquidazione,Codice_MIUR,Codice_ISTAT,Acronimo,Nome_responsabile,Cognome_responsabile,Titolo_responsabile,"
        + "Codice_comune_ISTAT,Codice_catastale_comune,CAP,Indirizzo,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2,Mail3,Tipo_Mail3,Mail4,Tipo_Mail4,"
        + "Mail5,Tipo_Mail5,Sito_istituzionale,Url_facebook,Url_linkedin,Url_twitter,Url_youtube,Data_aggiornamento";

    public static IpaEntry Entry(PublicBody body) => new(
        body.CadastralCode is { } code ? $"c_{code.ToLowerInvariant()}" : $"p_{body.ProvinceCode.ToLowerInvariant()}",
        body.Kind == PublicBodyKind.Municipality ? $"Comune di {body.Name}" : body.Name.ToUpperInvariant(),
        body.Kind switch { PublicBodyKind.Municipality => "L6", PublicBodyKind.MetropolitanCity => "L45", _ => "L5" },
        body.Kind == PublicBodyKind.Municipality ? body.Code : $"{ProvinceOf(body)}001",
        body.CadastralCode ?? "",
        body.SuggestedPec?.Display ?? $"protocollo@pec.ente{body.Code}.example");

    public static List<IpaEntry> Entries(IEnumerable<PublicBody> register) => [.. register.OrderBy(body => body.Code).Select(Entry)];

    public static byte[] Csv(IEnumerable<IpaEntry> entries) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", entries.Select(entry => entry.Line).Prepend(Titles)) + "\r\n");

    /// <summary>One of each: a PEC that changed, a new comune, a name, a comune that is gone, and a row that nobody understands.</summary>
    public static async Task<byte[]> WithEveryKindOfChangeAsync(CooperaDb db)
    {
        var entries = Entries(await db.PublicBodies.AsNoTracking().ToListAsync());
        Change("c_f158", entry => entry with { Pec = "protocollo.nuovo@pec.comune.messina.example" });
        Change("c_c351", entry => entry with { Name = "Comune di Catania Etnea" });
        Change("c_a176", entry => entry with { Istat = "081999" });
        Change("c_d622", entry => entry with { Pec = "" });
        entries.RemoveAll(entry => entry.IpaCode == "c_c347"); // Castroreale, which has an adhesion
        entries.Add(new("c_z999", "Comune di Castroreale Terme", "L6", "083999", "Z999", "comune@pec.castrorealeterme.example"));
        entries.Add(new("ucnebr", "Unione dei Comuni dei Nebrodi", "L6", "083016", "C347", "unione@pec.nebrodi.example"));
        entries.Add(new("c_h501", "Comune di Roma", "L6", "058091", "H501", "protocollo@pec.comune.roma.example"));
        return Csv(entries);

        void Change(string code, Func<IpaEntry, IpaEntry> change)
        {
            var at = entries.FindIndex(entry => entry.IpaCode == code);
            entries[at] = change(entries[at]);
        }
    }

    private static string ProvinceOf(PublicBody body) => body.ProvinceCode switch
    {
        "TP" => "081",
        "PA" => "082",
        "ME" => "083",
        "AG" => "084",
        "CL" => "085",
        "EN" => "086",
        "CT" => "087",
        "RG" => "088",
        _ => "089",
    };
}

public sealed record IpaEntry(string IpaCode, string Name, string Category, string Istat, string Cadastral, string Pec)
{
    public string Updated { get; init; } = "2026-03-12";

    public bool IsOver { get; init; }

    internal string Line => $"{IpaCode},\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",01234567890,PA,{Category},"
        + $"2430,84.11,{(IsOver ? "S" : "N")},,,,Maria,Rossi,Sindaca,{Istat},{Cadastral},98100,\"Via Roma, 1\",urp@comune.example,Altro,"
        + $"{Pec},{(Pec.Length > 0 ? "Pec" : "")},,,,,,,www.comune.example,,,,,{Updated}";
}
