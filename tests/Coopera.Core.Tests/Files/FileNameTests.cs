using Coopera.Core.Files;

namespace Coopera.Core.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("scheda-adesione-Sant’Àgata di Militello", "scheda-adesione-santagata-di-militello.pdf")]
    [InlineData("iscritti-primo-tavolo", "iscritti-primo-tavolo.pdf")]
    [InlineData("../\"a\"\r\nb; c=1", "a-b-c-1.pdf")]
    public void A_name_is_plain_ascii_whatever_it_is_made_from(string name, string fileName) =>
        Assert.Equal(fileName, FileNames.Of(name, "pdf"));

    [Fact]
    public void A_list_bears_the_day_in_rome_on_which_it_was_made() => Assert.Equal(
        "adesioni-2027-01-01.csv", FileNames.Of("adesioni", new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), "csv"));
}
