using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Tests.PublicBodies;

public sealed class PublicBodyTests
{
    [Fact]
    public void A_body_is_searched_by_its_names_in_their_comparable_form_and_by_its_codes()
    {
        var body = new PublicBody("084038", "Santa Margherita di Belice", PublicBodyKind.Municipality, "AG", "Agrigento", 6000, [
            "S. Margherita Belice", "Santa Margherita vecchia"], "I224");

        Assert.Equal("santa margherita di belice|san margherita belice|san margherita vecchia|084038|i224", body.SearchText);
        Assert.Equal("Comune di Santa Margherita di Belice (AG)", body.FullName);
    }

    [Fact]
    public void A_wider_bodys_name_says_what_it_is() => Assert.Equal(
        "Libero Consorzio comunale di Ragusa",
        new PublicBody("088", "Libero Consorzio comunale di Ragusa", PublicBodyKind.FreeConsortium, "RG", "Ragusa", 300000, []).FullName);
}
