using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Tests.PublicBodies;

public sealed class PublicBodyTests
{
    [Fact]
    public void Name_and_aliases_are_searched_in_their_folded_form()
    {
        var body = new PublicBody("084038", "Santa Margherita di Belice", PublicBodyKind.Municipality, "AG", "Agrigento", 6000, [
            "S. Margherita Belice", "Santa Margherita Belìce"]);

        Assert.Equal("santa margherita di belice|s margherita belice|santa margherita belice", body.SearchText);
        Assert.Equal("Comune di Santa Margherita di Belice (AG)", body.FullName);
    }

    [Fact]
    public void A_wider_bodys_name_says_what_it_is() => Assert.Equal(
        "Libero Consorzio comunale di Ragusa",
        new PublicBody("088", "Libero Consorzio comunale di Ragusa", PublicBodyKind.FreeConsortium, "RG", "Ragusa", 300000, []).FullName);
}
