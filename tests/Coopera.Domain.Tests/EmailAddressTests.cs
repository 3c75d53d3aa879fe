using System.Text.Json;

namespace Coopera.Domain.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("maria.rossi@comune.it", "maria.rossi@comune.it")]
    [InlineData("  Maria.Rossi@Comune.IT ", "Maria.Rossi@comune.it")]
    [InlineData("o'neill+sai@sub.dominio.example", "o'neill+sai@sub.dominio.example")]
    [InlineData("1@a.it", "1@a.it")]
    [InlineData("\u200Bmaria@comune.it\uFEFF", "maria@comune.it")]
    [InlineData("maria\u00AD@co\u200Dmune.it", "maria@comune.it")]
    [InlineData("\u202Amaria@comune.it\u202C", "maria@comune.it")]
    [InlineData("\u00A0maria@comune.it\u00A0", "maria@comune.it")]
    [InlineData("maria@comune.it;", "maria@comune.it")]
    [InlineData("mailto:maria@comune.it", "maria@comune.it")]
    [InlineData("MailTo: maria@comune.it", "maria@comune.it")]
    [InlineData("Maria Rossi <maria@comune.it>", "maria@comune.it")]
    [InlineData("\"Rossi, Maria\" < maria@comune.it >", "maria@comune.it")]
    [InlineData("d’angelo@comune.it", "d'angelo@comune.it")]
    [InlineData("d‘angelo@comune.it", "d'angelo@comune.it")]
    [InlineData("d´angelo@comune.it", "d'angelo@comune.it")]
    [InlineData("dʼangelo@comune.it", "d'angelo@comune.it")]
    [InlineData("maria＠comune.it", "maria@comune.it")]
    [InlineData("maria﹫comune.it", "maria@comune.it")]
    [InlineData("ｍａｒｉａ＠ｃｏｍｕｎｅ．ｉｔ", "maria@comune.it")]
    [InlineData("maria@comune.it.", "maria@comune.it")]
    [InlineData("maria@comune.it .", "maria@comune.it")]
    [InlineData("maria@comune.it…", "maria@comune.it")]
    [InlineData("maria@comune.it。", "maria@comune.it")]
    [InlineData("(maria@comune.it).", "maria@comune.it")]
    [InlineData("«maria@comune.it»", "maria@comune.it")]
    [InlineData("“maria@comune.it”", "maria@comune.it")]
    [InlineData("'maria@comune.it'", "maria@comune.it")]
    [InlineData("‘maria@comune.it’", "maria@comune.it")]
    [InlineData("Maria Rossi <maria@comune.it>.", "maria@comune.it")]
    public void An_address_is_found_in_what_people_type_and_paste(string typed, string display) =>
        Assert.Equal(display, EmailAddress.Parse(typed).Display);

    [Theory]
    [InlineData("Maria@Forlì.it", "Maria@forlì.it", "Maria@xn--forl-tpa.it", "maria@xn--forl-tpa.it")]
    [InlineData("maria@XN--FORL-TPA.it", "maria@forlì.it", "maria@xn--forl-tpa.it", "maria@xn--forl-tpa.it")]
    [InlineData("info@città.example", "info@città.example", "info@xn--citt-3na.example", "info@xn--citt-3na.example")]
    [InlineData("a@BÜCHER.example", "a@bücher.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example")]
    [InlineData("a@comune。it", "a@comune.it", "a@comune.it", "a@comune.it")]
    public void Accented_domains_are_shown_as_written_and_delivered_in_their_ascii_form(
        string typed, string display, string deliverable, string key)
    {
        var address = EmailAddress.Parse(typed);

        Assert.Equal((display, deliverable, key), (address.Display, address.Deliverable, address.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("maria")]
    [InlineData("@comune.it")]
    [InlineData("maria@")]
    [InlineData("maria@comune")]
    [InlineData("maria@localhost")]
    [InlineData("maria@server.localhost")]
    [InlineData("maria@ufficio.local")]
    [InlineData("maria@comune.invalid")]
    [InlineData("maria@@comune.it")]
    [InlineData("maria rossi@comune.it")]
    [InlineData("maria@comune .it")]
    [InlineData("maria@comune.it, anna@comune.it")]
    [InlineData("maria@comune.it anna@comune.it")]
    [InlineData(".maria@comune.it")]
    [InlineData("maria.@comune.it")]
    [InlineData("ma..ria@comune.it")]
    [InlineData("\"maria rossi\"@comune.it")]
    [InlineData("mària@comune.it")]
    [InlineData("maria@comune..it")]
    [InlineData("maria@.it")]
    [InlineData("maria@-comune.it")]
    [InlineData("maria@comune-.it")]
    [InlineData("maria@comune.è")]
    [InlineData("maria@comune_di.it")]
    [InlineData("maria@comune.i")]
    [InlineData("maria@192.168.1.1")]
    [InlineData("maria@[192.168.1.1]")]
    [InlineData("maria@xn--zz--.it")]
    [InlineData("maria\n@comune.it")]
    [InlineData("maria@comune.it\nBcc: altri@comune.it")]
    [InlineData("maria\u0000@comune.it")]
    [InlineData("<maria@comune.it")]
    public void What_cannot_be_delivered_is_refused(string? typed)
    {
        Assert.False(EmailAddress.TryParse(typed, out var address));
        Assert.Null(address);
    }

    [Fact]
    public void Half_a_surrogate_pair_and_code_points_that_are_no_characters_are_never_part_of_an_address()
    {
        // Not as theory data: attributes cannot hold them.
        Assert.False(EmailAddress.TryParse("\uD83Dmaria@comune.it", out _));
        Assert.False(EmailAddress.TryParse("maria@com\uDE00une.it", out _));
        Assert.Equal("maria@comune.it", EmailAddress.Parse("maria\uFFFE@comune.it\uFFFF").Display);
    }

    [Fact]
    public void Lengths_are_those_of_smtp()
    {
        var local = new string('a', 64);
        var label = new string('b', 60);
        var longest = $"{local}@{label}.{label}.{label}.example"; // 64 + 1 + 3 * 61 + 7 = 255
        Assert.True(EmailAddress.TryParse($"{local}@comune.it", out _));
        Assert.False(EmailAddress.TryParse($"a{local}@comune.it", out _));
        Assert.False(EmailAddress.TryParse($"a@{new string('b', 64)}.it", out _));
        Assert.Equal(EmailAddress.MaxLength + 1, longest.Length);
        Assert.False(EmailAddress.TryParse(longest, out _));
        Assert.True(EmailAddress.TryParse(longest[1..], out _));
    }

    [Fact]
    public void Two_spellings_of_one_address_are_the_same_address()
    {
        var one = EmailAddress.Parse("Maria.Rossi@Forlì.it");
        var other = EmailAddress.Parse("maria.rossi@xn--forl-tpa.IT");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal("M…@forlì.it", one.Masked);
        Assert.Equal("Maria.Rossi@forlì.it", one.ToString());
    }

    [Theory]
    [InlineData("Maria@Forlì.it", "Maria@xn--forl-tpa.it", "maria@xn--forl-tpa.it", "M…@Forlì.it")]
    [InlineData("Maria Rossi <maria@COMUNE.it>", "Maria Rossi <maria@COMUNE.it>", "maria rossi <maria@comune.it>", "M…@COMUNE.it>")]
    [InlineData("maria@", "maria@", "maria@", "m…@")]
    [InlineData("@à..è", "@à..è", "@à..è", "…")]
    [InlineData("nessuna", "nessuna", "nessuna", "…")]
    public void What_was_stored_once_is_taken_as_it_stands(string stored, string deliverable, string key, string masked)
    {
        var address = EmailAddress.FromStored(stored);

        Assert.Equal((stored, deliverable, key), (address.Display, address.Deliverable, address.Key));
        Assert.Equal((true, masked, stored), (address.IsGiven, address.Masked, $"{address}"));
    }

    [Fact]
    public void A_stored_address_is_the_one_that_was_typed() =>
        Assert.Equal(EmailAddress.Parse("Maria.Rossi@Forlì.it"), EmailAddress.FromStored("maria.rossi@forlì.it"));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("maria@")]
    public void Where_there_is_no_address_there_is_none(string? typed)
    {
        Assert.Same(EmailAddress.None, EmailAddress.ParseOrNone(typed));
        Assert.Same(EmailAddress.None, EmailAddress.FromStored(""));
        Assert.Equal((false, "", "…"), (EmailAddress.None.IsGiven, EmailAddress.None.ToString(), EmailAddress.None.Masked));
    }

    [Fact]
    public void In_JSON_an_address_is_its_text()
    {
        var pair = new[] { EmailAddress.Parse("Maria@Comune.it"), EmailAddress.None };

        var json = JsonSerializer.Serialize(pair);

        Assert.Equal("""["Maria@comune.it",""]""", json);
        Assert.Equal(pair, JsonSerializer.Deserialize<EmailAddress[]>(json));
    }

    [Fact]
    public void Parsing_what_is_no_address_throws() => Assert.Throws<FormatException>(() => EmailAddress.Parse("maria@"));
}
