using Coopera.Domain.Mailings;

namespace Coopera.Domain.Tests.Mailings;

public sealed class MessageFieldsTests
{
    [Theory]
    [InlineData("Ciao {{nome}},", "Maria", "Ciao Maria,")]
    [InlineData("Ciao {{ nome }},", "Maria", "Ciao Maria,")]
    [InlineData("Ciao {{nome}},", "", "Ciao,")]
    [InlineData("{{nome}}{{nome}}", "a", "aa")]
    [InlineData("{nome} {{}} {{a\nb}}", "Maria", "{nome} {{}} {{a\nb}}")]
    public void A_field_stands_for_what_it_is_called(string text, string name, string read) =>
        Assert.Equal(read, MessageFields.Fill(text, field => field == "nome" ? name : ""));

    [Theory]
    [InlineData("nme", "nome")]
    [InlineData("Nome", "nome")]
    [InlineData("titlo", "titolo")]
    [InlineData("quandi", "quando")]
    [InlineData("password", null)]
    public void What_is_nearly_a_field_is_recognised(string written, string? meant) =>
        Assert.Equal(meant, MessageFields.Nearest(written, AudienceKind.People));

    [Theory]
    [InlineData("Ciao {{nome}}, {ecco}", false)]
    [InlineData("Ciao {{nome}", true)]
    [InlineData("Ciao {{nome, {{titolo}}", true)]
    [InlineData("Ciao nome}}", true)]
    public void Braces_that_make_no_field_are_found(string text, bool loose) => Assert.Equal(loose, MessageFields.HasLooseBraces(text));

    [Fact]
    public void A_text_in_pieces_is_the_text()
    {
        Assert.Equal(
            [("Ciao ", false), ("nome", true), (", vieni: ", false), ("pagina", true)],
            MessageFields.Pieces("Ciao {{nome}}, vieni: {{pagina}}"));
    }
}
