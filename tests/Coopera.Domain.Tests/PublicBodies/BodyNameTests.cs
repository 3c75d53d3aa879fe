using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Tests.PublicBodies;

public sealed class BodyNameTests
{
    [Theory]
    [InlineData("Sant'Agata di Militello", "san agata militello")]
    [InlineData("S. Agata Militello", "san agata militello")]
    [InlineData("S.Agata di Militello", "san agata militello")]
    [InlineData("SANT’AGATA DI MILITELLO", "san agata militello")]
    [InlineData("Santagata di Militello", "san agata militello")]
    [InlineData("S.ta Teresa di Riva", "san teresa riva")]
    [InlineData("S.to Stefano Quisquina", "san stefano quisquina")]
    [InlineData("SS. Trinità", "san trinita")]
    [InlineData("S.S. Trinità", "san trinita")]
    [InlineData("Santi Cosma", "san cosma")]
    [InlineData("Capo d'Orlando", "capo orlando")]
    [InlineData("Calatafimi-Segesta", "calatafimi segesta")]
    [InlineData("Rodi' Milici", "rodi milici")]
    [InlineData("ex Provincia regionale di Palermo", "provincia regionale palermo")]
    [InlineData("di", "di")]
    [InlineData("s", "san")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Spellings_of_one_name_are_made_alike(string? name, string key) => Assert.Equal(key, BodyName.Key(name));

    [Theory]
    [InlineData("082027", "082027")]
    [InlineData("82027", "082027")]
    [InlineData(" 082 027 ", "082027")]
    [InlineData("088", "088")]
    [InlineData("A176", "a176")]
    [InlineData("c_a176", "a176")]
    [InlineData("Enna", null)]
    [InlineData("12", null)]
    [InlineData("1234567", null)]
    [InlineData("", null)]
    public void Codes_are_read_as_they_come_out_of_spreadsheets_and_registers(string typed, string? code) =>
        Assert.Equal(code, BodyName.Code(typed));
}
