namespace Coopera.Domain.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("il", 70, "il 70 %")]
    [InlineData("il", 80, "l’80 %")]
    [InlineData("del", 85, "dell’85 %")]
    [InlineData("al", 8, "all’8 %")]
    [InlineData("il", 11, "l’11 %")]
    [InlineData("del", 100, "del 100 %")]
    public void A_percentage_has_its_article_as_it_is_said(string before, int percent, string said) =>
        Assert.Equal(said, Amount.Percent(before, percent));
}
