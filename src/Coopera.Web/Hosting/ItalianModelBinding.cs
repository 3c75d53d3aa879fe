using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Hosting;

public static class ItalianModelBinding
{
    public static void UseItalian(MvcOptions options)
    {
        var say = options.ModelBindingMessageProvider;
        say.SetAttemptedValueIsInvalidAccessor((_, _) => "Il valore inviato non è tra quelli previsti: scegli di nuovo.");
        say.SetUnknownValueIsInvalidAccessor(_ => "Il valore inviato non è tra quelli previsti: scegli di nuovo.");
        say.SetValueIsInvalidAccessor(_ => "Il valore inviato non è tra quelli previsti: scegli di nuovo.");
        say.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Il valore inviato non è tra quelli previsti: scegli di nuovo.");
        say.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Il valore inviato non è tra quelli previsti: scegli di nuovo.");
        say.SetValueMustNotBeNullAccessor(_ => "Manca un valore: compila il campo.");
        say.SetMissingBindRequiredValueAccessor(_ => "Manca un valore: compila il campo.");
        say.SetMissingKeyOrValueAccessor(() => "Manca un valore: compila il campo.");
        say.SetMissingRequestBodyRequiredValueAccessor(() => "La richiesta è vuota.");
        say.SetValueMustBeANumberAccessor(_ => "Inserisci un numero.");
        say.SetNonPropertyValueMustBeANumberAccessor(() => "Inserisci un numero.");
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
    }
}
