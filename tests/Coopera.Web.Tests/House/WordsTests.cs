using System.Text.RegularExpressions;

namespace Coopera.Web.Tests.House;

/// <summary>One word for one thing, tu to the person, and nobody called by the gender of somebody else.</summary>
public sealed partial class WordsTests
{
    private static readonly (string Why, Regex Words)[] Rules =
    [
        ("«Secondo passaggio»", SecondStep()),
        ("«Iscrizioni», «persone iscritte»: of a webinar, feminine everywhere", Enrolled()),
        ("«Cerca» on the button of a search", SearchButton()),
        ("«Su che cosa»", About()),
        ("a day has the browser's control", TypedDay()),
        ("tu to the person, the ente in the third person", Plural()),
        ("written around, not with both genders", BothGenders()),
        ("the scheda tells an ordinary address", AsTheSchedaSays()),
        ("who was never asked has not failed to answer", NeverAnswered()),
        ("chosen by staff, and never read by the public", ToComplete()),
        ("«Amministrazione», as the other roles", Administrator()),
    ];

    [Fact]
    public void No_page_no_mail_and_no_phrase_has_a_word_that_the_house_gave_up()
    {
        var found =
            from line in Lines()
            from rule in Rules
            where rule.Words.IsMatch(line.Text)
            select $"{line.File}: {line.Text.Trim()} ({rule.Why})";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("data-label=\"2° fattore\"", true)]
    [InlineData("<h1>Iscritti</h1>", true)]
    [InlineData("\"Sei già iscritto\"", true)]
    [InlineData("\"aggiunge una persona iscritta\"", false)]
    [InlineData("$\"{Webinars.Page(webinar)}/iscritti\"", false)]
    [InlineData("<icon name=\"search\" /> Mostra</button>", true)]
    [InlineData("<icon name=\"search\" /> Cerca</button>", false)]
    [InlineData("placeholder=\"gg/mm/aaaa\"", true)]
    [InlineData("<p>Non dovete fare altro.</p>", true)]
    [InlineData("\"l’adesione del vostro ente è stata ritirata.\"", true)]
    [InlineData("\"Hai scritto alla segreteria e ti risponde.\"", false)]
    [InlineData("riprendi da dove eri rimasto", true)]
    [InlineData("<p>Da completare a cura del titolare</p>", true)]
    public void The_rules_find_what_breaks_them(string line, bool breaks) =>
        Assert.Equal(breaks, Rules.Any(rule => rule.Words.IsMatch(line)));

    /// <summary>Comments, and what is an address or a name in code, are nobody's reading.</summary>
    private static IEnumerable<(string File, string Text)> Lines()
    {
        var source = Path.Combine(Repository.Root, "src");
        return Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" or ".razor" or ".js")
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(file => !Elsewhere().IsMatch(file))
            .SelectMany(file => File.ReadLines(Path.Combine(source, file)).Select(text => (file, text)))
            .Where(line => !NotRead().IsMatch(line.text));
    }

    [GeneratedRegex("/(obj|bin|wwwroot|node_modules|Migrations|Seed|Samples|Words)/|PasswordRules")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^\s*(//|\[Http|\[Route)")]
    private static partial Regex NotRead();

    [GeneratedRegex("2° fattore|[Ss]econdo fattore")]
    private static partial Regex SecondStep();

    [GeneratedRegex(@"(?<![/\w])[Ii]scritt[oi]\b(?![/.\-""])|[Gg]ià iscritto|\b[Cc]onfermati: |""number"">(Confermati|Annullati)<")]
    private static partial Regex Enrolled();

    [GeneratedRegex("name=\"search\" /> ?(?!Cerca<)[A-Z][^<]*</button>")]
    private static partial Regex SearchButton();

    [GeneratedRegex("data-label=\"Su\"|scope=\"col\">Su<")]
    private static partial Regex About();

    [GeneratedRegex("gg/mm/aaaa")]
    private static partial Regex TypedDay();

    [GeneratedRegex(
        @"\b([Vv]ostr[oaie]|[Dd]ovete|[Vv]olete|[Pp]otete|[Ss]iete|[Aa]vete|[Ss]crivete(ci)?|[Ss]apete|[Rr]ispondete|[Cc]orreggete|"
        + @"[Cc]aricate (la|il)|[Cc]ompletate (la|i)|[Vv]i (chiediamo|scriv\w+|mandiamo|avvisiamo|ringraziamo)|con voi|ne sapete)\b")]
    private static partial Regex Plural();

    [GeneratedRegex(
        @"iscritt[oa] o iscritt|entrat[oa] o entrat|eri rimast|[Bb]envenut[oaie], benvenut|[Ss]ei (il |la )?benvenut|ti ha invitato|e benvenuti")]
    private static partial Regex BothGenders();

    [GeneratedRegex("per PEC, come dice|segreteria per PEC")]
    private static partial Regex AsTheSchedaSays();

    [GeneratedRegex("mai risposto")]
    private static partial Regex NeverAnswered();

    [GeneratedRegex("[Dd]a completare a cura")]
    private static partial Regex ToComplete();

    [GeneratedRegex(@"\b[Aa]mministrator[ei]\b")]
    private static partial Regex Administrator();
}
