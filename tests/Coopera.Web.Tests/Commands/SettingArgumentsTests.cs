using Coopera.Web.Commands;

namespace Coopera.Web.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Theory]
    [InlineData("--urls=http://localhost:5080", "", "--urls=http://localhost:5080")]
    [InlineData("--urls http://localhost:5080", "", "--urls http://localhost:5080")]
    [InlineData("/Site:DataFolder /srv/x", "", "/Site:DataFolder /srv/x")]
    [InlineData("Site:PathBase=", "", "Site:PathBase=")]
    [InlineData("--environment=X --contentRoot=/x --applicationName=Y", "", "--environment=X --contentRoot=/x --applicationName=Y")]
    [InlineData("migrate --Site:DataFolder=/srv", "migrate", "--Site:DataFolder=/srv")]
    [InlineData("--Site:DataFolder /srv keys new /etc/key", "keys new /etc/key", "--Site:DataFolder /srv")]
    [InlineData("keys new /etc/a=b", "keys new /etc/a=b", "")]
    [InlineData("copy --to PostgreSql;Host=db;Database=x", "copy --to PostgreSql;Host=db;Database=x", "")]
    [InlineData("--help", "--help", "")]
    [InlineData("--url=http://x", "--url=http://x", "")]
    [InlineData("--urls", "--urls", "")]
    [InlineData("--Worker= --Worker:Enabled=false", "", "--Worker= --Worker:Enabled=false")]
    public void Settings_may_stand_anywhere_among_the_words(string line, string words, string settings)
    {
        var split = SettingArguments.Split(line.Split(' '));

        Assert.Equal(words, string.Join(' ', split.Words));
        Assert.Equal(settings, string.Join(' ', split.Settings));
    }
}
