using System.Text;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies.Ipa;

namespace Coopera.Core.Tests.PublicBodies;

/// <summary>The file of IPA is read whatever it is saved as, and what is another file is told in words.</summary>
public sealed class IpaFileTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public void Of_the_whole_country_only_comuni_and_wider_bodies_of_Sicily_are_read_with_their_lines()
    {
        IpaEntry[] entries =
        [
            new("c_h501", "Comune di Roma", "L6", "058091", "H501", "protocollo@pec.roma.example") { Updated = "2026-03-19" },
            new("c_f158", "Comune di Messina", "L6", "083048", "F158", "protocollo@pec.messina.example"),
            new("aspme", "Azienda sanitaria provinciale", "L8", "083048", "F158", "asp@pec.example"),
        ];

        var file = IpaFile.Read(new MemoryStream(IpaFiles.Csv(entries)), Today).File!;

        var row = Assert.Single(file.Rows);
        Assert.Equal(
            (3, "c_f158", "Comune di Messina", "083048", "protocollo@pec.messina.example"),
            (row.Line, row.IpaCode, row.Name, row.Istat, row.Pecs));
        Assert.Equal(new DateOnly(2026, 3, 19), file.Day); // whoever changed something last, wherever
        Assert.Equal(file.ToText(), IpaFile.FromText(file.ToText(), Today)!.ToText());
    }

    [Theory]
    [InlineData('\t', false)]
    [InlineData(';', false)]
    [InlineData(',', true)]
    public void Any_separator_and_the_encoding_of_an_Italian_spreadsheet_will_do(char separator, bool latin)
    {
        var text = $"Codice_IPA{separator}Denominazione_ente{separator}Codice_comune_ISTAT{separator}Mail1{separator}Tipo_Mail1\n"
            + $"c_c421{separator}Comune di Cefalù{separator}82027{separator}COMUNE@PEC.cefalu.example{separator}Pec\n";

        var row = Assert.Single(IpaFile.Read(new MemoryStream((latin ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text)), Today).File!.Rows);

        Assert.Equal(("Comune di Cefalù", "082027"), (row.Name, row.Istat)); // the zero that spreadsheets take away
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "empty", [], "Il file è vuoto." },
        { "other columns", "Nome;Email\nMaria;m@x.it\n"u8.ToArray(), "Le colonne di questo file sono altre." },
        {
            "a column less",
            Encoding.UTF8.GetBytes(IpaFiles.Titles.Replace(",Mail1,", ",Altro,", StringComparison.Ordinal) + "\nx"),
            "manca la colonna Mail1"
        },
        { "nobody of Sicily", IpaFiles.Csv([new("c_h501", "Comune di Roma", "L6", "058091", "H501", "")]), "nessun comune" },
        { "nul bytes", [.. "Codice_IPA,x\n"u8, 0, 0, 0, .. "y"u8], "non è un elenco" },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "non è un elenco" },
        { "a zip that is no spreadsheet", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8], "" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void What_is_another_file_is_told_in_words(string name, byte[] bytes, string words)
    {
        var (file, problem) = IpaFile.Read(new MemoryStream(bytes), Today);

        Assert.Null(file);
        Assert.True(problem!.Length > 20, name);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_are_not_even_looked_at()
    {
        using var file = new MemoryStream(50 * 1024 * 1024);
        file.SetLength(50 * 1024 * 1024);

        Assert.Equal(IpaPhrases.TooLarge, IpaFile.Read(file, Today).Problem);
    }

    [Fact]
    public void The_register_itself_is_what_the_file_says_but_for_the_source_of_its_PEC()
    {
        var register = PublicBodyRegister.Read();

        var plan = IpaPlan.Of(IpaFile.Read(new MemoryStream(IpaFiles.Csv(IpaFiles.Entries(register))), Today).File!, register);

        Assert.True(plan.IsWhole);
        Assert.Equal(400, plan.Found);
        Assert.Empty(plan.NotUnderstood);
        Assert.Equal(
            [(IpaChangeKind.PecChanged, 10), (IpaChangeKind.PecConfirmed, 390)], // the wider bodies and Godrano had none
            plan.Changes.GroupBy(change => change.Kind).Select(group => (group.Key, group.Count())));
    }
}
