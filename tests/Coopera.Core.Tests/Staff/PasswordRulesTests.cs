using Coopera.Core.Staff;

namespace Coopera.Core.Tests.Staff;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData(null, "almeno 12 caratteri")]
    [InlineData("", "almeno 12 caratteri")]
    [InlineData("xK9#mQ2$vL7", "almeno 12 caratteri")]
    [InlineData("password1234", "facile da indovinare")]
    [InlineData("P@ssw0rd1234", "facile da indovinare")]
    [InlineData("qwertyuiopasdf", "facile da indovinare")]
    [InlineData("123456789012", "facile da indovinare")]
    [InlineData("abcabcabcabc", "facile da indovinare")]
    [InlineData("aaaaaaaaaaaaaaaa", "facile da indovinare")]
    [InlineData("coopera coopera", "facile da indovinare")]
    [InlineData("ancisicilia2026", "facile da indovinare")]
    [InlineData("Segreteria2026!", "facile da indovinare")]
    [InlineData("Benvenuto2026!", "facile da indovinare")]
    [InlineData("Palermo2026!!", "facile da indovinare")]
    [InlineData("amministrazione", "facile da indovinare")]
    [InlineData("giuseppina2026", "facile da indovinare")]
    [InlineData("castroreale12!", "facile da indovinare")]
    public void What_is_tried_first_is_refused_with_what_to_do(string? password, string sentence) =>
        Assert.Contains(sentence, PasswordRules.Problem(password, "giuseppina.lobue@castroreale.example"), StringComparison.Ordinal);

    [Theory]
    [InlineData("tre parole a caso")]
    [InlineData("gatto lampada vento")]
    [InlineData("xK9#mQ2$vL7p")]
    [InlineData("L’altro ieri ho visto un’upupa")]
    public void What_is_long_and_nobody_s_first_guess_is_good(string password) =>
        Assert.Null(PasswordRules.Problem(password, "maria@comune.example"));

    [Fact]
    public void Length_has_an_end()
    {
        Assert.Null(PasswordRules.Problem(
            string.Concat(Enumerable.Repeat("upupa vento lampada quattro gatti ", 4))[..PasswordRules.MaxLength], null));
        Assert.Contains("128 caratteri al massimo", PasswordRules.Problem(new string('x', 100_000), null), StringComparison.Ordinal);
    }
}
