namespace Sallyport.Hub.Console.Frame;

/// <summary>An entry of the rail below the resources. A page that has one registers it, and it is there.</summary>
public interface IRailSection
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Its icon.</summary>
    string Icon { get; }

    /// <summary>The letter that goes there after <c>g</c>.</summary>
    char Key { get; }

    /// <summary>Its address.</summary>
    string Path { get; }

    /// <summary>Where it stands among the others; lower is higher up.</summary>
    int Order { get; }

    /// <summary>Whether it stands below the second line, which only Organization Admins have.</summary>
    bool AdministersOrganization { get; }
}
