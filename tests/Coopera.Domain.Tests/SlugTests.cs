namespace Coopera.Domain.Tests;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Perché l’accoglienza: 2° incontro", "perche-l-accoglienza-2-incontro")]
    [InlineData("  D'Angelo & figli  ", "d-angelo-figli")]
    [InlineData("ÀÈÌ", "aei")]
    [InlineData("日本", "")]
    [InlineData(null, "")]
    public void A_title_proposes_an_address(string? title, string slug) => Assert.Equal(slug, Slug.Propose(title));

    [Fact]
    public void A_long_title_is_cut_between_words()
    {
        var slug = Slug.Propose(string.Join(' ', Enumerable.Repeat("accoglienza", 20)));

        Assert.InRange(slug.Length, 50, Slug.ProposedMaxLength);
        Assert.All(slug.Split('-'), word => Assert.Equal("accoglienza", word));
        Assert.True(Slug.IsWellFormed(slug));
    }

    [Fact]
    public void A_single_word_without_end_is_cut_all_the_same() =>
        Assert.Equal(Slug.ProposedMaxLength, Slug.Propose(new string('a', 80)).Length);

    [Fact]
    public void A_number_behind_it_fits_in()
    {
        Assert.Equal("tavolo-2", Slug.Numbered("tavolo", 2));
        Assert.Equal(Slug.MaxLength, Slug.Numbered(new string('a', Slug.MaxLength), 12).Length);
    }

    [Theory]
    [InlineData("tavolo-2", true)]
    [InlineData("2", true)]
    [InlineData("", false)]
    [InlineData("Tavolo", false)]
    [InlineData("tavolo--due", false)]
    [InlineData("-tavolo", false)]
    [InlineData("tavolo/due", false)]
    [InlineData("perché", false)]
    [InlineData("tavolo\n", false)]
    public void Only_small_letters_digits_and_single_hyphens_stand_in_an_address(string slug, bool isSo) =>
        Assert.Equal(isSo, Slug.IsWellFormed(slug));

    [Theory]
    [InlineData("calendario.ics", true)]
    [InlineData("feed.xml", true)]
    [InlineData("tavolo", false)]
    public void Addresses_that_the_site_uses_itself_are_kept(string slug, bool isSo) => Assert.Equal(isSo, Slug.IsReserved(slug));
}
