"""Phrases of the family we, in the notation of `..table`."""

FR = """
we.boast
    (notre|nos) (image|réputation|renommée|notoriété|prestige|rang|standing|excellence|actionnaire*|
        palmarès|rayonnement|valorisation|cours de bourse)
    (bâti|construit|forgé|assis|fait) (notre|sa|leur) (réputation|renommée|succès|nom|réussite)
    (nous avons|a) toujours su (nous adapter|s'adapter|rebondir|innover|relever|surmonter)
    (le|la|les) (plus (grand*|important*|ancien*|prestigieu*)|premier*|première*|meilleur*) (acteur*|
        réseau*|opérateur*|banque*|entreprise*|fabricant*|assureur*|distributeur*|enseigne*|maison*|groupe*|
        fournisseur*) (de|d'|du|en|européen*|français*|mondial*)

we.boast
    unless (confiance|grace a vous|sans vous|merci)
    (leader*|numéro un|n°1|n° 1|premier acteur|acteur (majeur|incontournable|de référence|historique)|
        référence (du|de la|en|dans|sur)|pionnier*|fleuron) (européen* |mondial* |incontest* |français* |
        historique |national* )*(de|du|des|en|dans|sur|la|incontest*|européen*|mondial*|français*|
        historique|reconnu*)
    (fort* de (nos|notre|ses|son|ces|#|plus)|du haut de (nos|ses)|depuis (plus de )?# ans,? (nous|notre|
        l'excellence|la qualité|notre maison|notre entreprise|au service de l'excellence))
    (nous sommes|notre (entreprise|groupe|société|maison|équipe|direction) est|je suis|c'est avec fierté|
        nous pouvons être|soyons|elle est|extrêmement) ~ fier* (de|d'|des|du)
    (notre|nos) (excellence|excellent* résultat*|chiffre d'affaires|croissance|performance* (économique|
        financière|exceptionnelle)*|résultats (financiers|record|exceptionnels|annuels)|actionnaire*|
        investisseurs|expertise (reconnue|unique|inégalée)|savoir-faire (unique|reconnu|inégalé|
        d'excellence)|réussite|succès|leadership|réputation|prestige|image (de marque)?|marque (reconnue|
        forte|est)|position (de leader|dominante|sur le marché)|solidité financière|ADN|prix et récompenses|
        distinctions|rentabilité|marges)
    (élu* (service client|meilleur*|produit de)|label* (d'excellence|de qualité)|certifi* iso)

we.own_pain
    (épreuve|drame|choc|coup|défi|moment|période|crise) ~ pour (nous|notre (entreprise|groupe|société|
        maison|direction|marque|équipe|famille)|nos (équipes|dirigeants|actionnaires))
    (porte*|cause*|caus* |nui*|portent|fait du) ~ (préjudice|tort|mal|nuit) ~ (à|pour) (notre|nos|nous)
    (nos|notre) (pertes|manque à gagner|équilibre financier|rentabilité|plan stratégique|objectifs (annuels|
        financiers|commerciaux))

we.own_pain
    unless (vous aussi|comme vous|si vous)
    (nous|notre (entreprise|groupe|société|maison|équipe|direction|marque|trésorerie|activité)|nos (équipes|
        résultats|actionnaires|marges|finances)) (sommes|est|sont|avons|a|ont|traverse*|traversons|subit|
        subissons|subissent|souffr*|vi*|pay*|vivons|perd*) ~ (lourd* tribut|durement (touché*|frappé*|
        éprouvé*)|de plein fouet|victimes?|les (premiers|premières) (touchés?|victimes?|à souffrir|
        pénalisés)|un (moment|coup|choc|manque à gagner)|une (période|épreuve|année|crise|perte)
        ~(difficile|sans précédent|énorme|terrible|dure|lourde|pour nous)|beaucoup (d'argent|souffert|
        perdu)|pertes (financières|énormes|lourdes|considérables)|des millions|coûte* (très |
        extrêmement )?cher|souffert|énormément|beaucoup)
    (nous coûte*|nous a coûté|nous aura coûté|coûtent à (notre|l')) ~ (cher|euros|millions|beaucoup|argent|
        fortune|énorm*)
    (difficile|dur|éprouvant|pénible|terrible|compliqué) (aussi )?pour (nous|notre (entreprise|équipe|
        société|groupe|marque|image)|nos (équipes|finances|actionnaires|résultats))
    (notre (image|réputation|marque)|nos (ventes|résultats|marges|profits|bénéfices)) ~ (souffr*|entaché*|
        ternie*|atteint*|touché*|baiss*|chut*|en pâti*|injustement|menac*|salie*)
    (nous avons|notre entreprise a) (déjà )?(investi|dépensé|consacré|mobilisé) ~ (millions|milliers
        d'euros|sommes|milliards|# ?<euro>|moyens considérables|efforts considérables)

we.same_boat
    (dans|sous|face à) (la|le) même (tempête|orage|bateau|galère|barque|navire|enseigne|panade|pétrin|
        combat)
    (tous|toutes) (embarqué*|confronté*|frappé*|touché*) ~ (même|pareil*|autant)
    (chacun|chacune) (de nous|d'entre nous) (sait|doit|connaît|souffre|a|est|fait)
    (tous|toutes|ensemble) (dans (le|un) même (bateau|navire|galère)|dans la même (galère|barque|situation)|
        logé* à la même enseigne|égaux (devant|face)|concerné* de la même|touché* de la même|pareil*)
    (dans (le|un) même bateau|dans la même (galère|barque)|à la même enseigne)
    (nous (savons|voulons|aimons|pensons|rêvons|attendons|avons|vivons|connaissons|sommes|souhaitons|devons|
        ressentons)|on (sait|veut|aime|a|rêve|vit|est|connaît)) (tous|toutes|chacun) (que|qu'*|ce|la même|
        envie|besoin|très|un peu|hâte|le même|dû|déjà|été|connu|peur|fatigué*|confiné*|à la maison|pareil*)
    tout le monde (est|sait|fait|souffre|subit|traverse|vit|comprend|doit|a) ~ (même|tous|pareil|logé|
        concerné|que|galère|effort*)
"""

EN = """
we.boast
    our (good )?(image|reputation|renown|prestige|standing|excellence|shareholders|track record|stature|name
        in the)
    (built|forged|earned|made) (our|its|a) (reputation|name|success) (on|for|as|over|through)
    (has|have|'ve) always known how to|(has|have|'ve) always (adapted|risen|overcome|set the (standard|bar)|
        led the (way|field|market))
    (the |'s |country's |europe's |world's |region's |nation's )(largest|biggest|oldest|best|leading|
        foremost|number one|top|most trusted|favourite|premier) (provider|supplier|operator|bank|company|
        manufacturer|insurer|retailer|network|brand|group|chain|maker|firm)
    number one in (its|our|the)

we.boast
    unless (proud (of|to know) you|thanks to you|because of you|your trust|thank you)
    (market|industry|world|global|leading|sector|the|national|european|award-winning|best-in-class|
        world-class|number one|no. 1|#1) (leader*|leading (provider|supplier|brand|company|name)|provider of
        choice|leadership|pioneer*)
    (a|the|as|your) (leading|award-winning|world-class|best-in-class|number one|premier|top|
        industry-leading|market-leading|trusted leader) ~ (company|provider|supplier|brand|bank|insurer|
        retailer|operator|business|group|name|firm|player|service|organisation|organization|in|of)
    (award-winning|world-class|best-in-class|industry-leading|market-leading|state-of-the-art|second to
        none|unrivalled|unparalleled|cutting-edge|prestigious)
    (we|our (company|group|team|board)|i)( are| am| is|'re|'m| have always been| can be| feel| remain)
        (very |so |extremely |incredibly |immensely |rightly |justly |all )*proud (of|to|that)
    (we|our company) (pride ourselves|take (great |immense )?pride|prides itself)
    our (excellent|outstanding|record|exceptional|proud|unique|strong|impressive|remarkable|long|rich|
        stellar|leading|unrivalled|enviable|strongest) (results|growth|performance|record|heritage|history|
        reputation|expertise|track record|brand|position|financial|success|tradition|profits|balance sheet|
        market|culture|quarter|year)
    our (shareholders|investors|share price|stakeholders|profits|turnover|revenue|bottom line|brand (image|
        values)|reputation for|dna|market share|heritage|margins|success story|leadership)
    (with (over|more than) # years|for (over|more than) # years) ~ (we|our|experience|excellence|leading|of)

we.own_pain
    (ordeal|blow|shock|challenge|trial|crisis|time|test|trauma|hardship) ~ for (us|our (company|business|
        group|brand|management|shareholders|family|firm|organisation|organization))
    (damag*|harm*|hurt*|tarnish*|stain*|cost*) ~ (to )?our (image|reputation|brand|name|company|business|
        results|standing)
    our (losses|lost revenue|financial (results|position|targets)|strategic plan|annual targets|
        profitability)

we.own_pain
    unless (you too|like you|as you have)
    (we|our (company|business|team|staff|brand|group|sales|finances|people|shareholders|management)) (are|
        is|have|has|'ve|'re|were|was) ~ (hit hard|hard hit|badly hit|hardest hit|the (real |main |
        first )?victim*|suffer* (greatly|badly|terribly|enormously|a lot|heavily|most|huge|heavy|too|more)|
        lost (millions|a (lot|great deal|fortune)|heavily|huge)|losing money|losing millions|under (huge|
        enormous|immense|tremendous) (financial )?(pressure|strain)|paid a heavy price|devastated by the
        (cost|loss)|been through (a lot|hell|so much))
    (has|have|is|are|was|will) (been |being )?(also |very |extremely |incredibly |so |really |
        particularly )*(difficult|hard|tough|painful|challenging|costly|expensive|trying|stressful|
        exhausting) (time |period |year |week |month |moment )?(for us|for our (company|business|team|staff|
        brand|management|group|shareholders|finances|organisation|people)|on us|on our (company|business|
        team|staff|brand|management))
    (cost|costs|costing) (us|our (company|business)) ~ (million*|fortune|thousands|lot|dearly|money|great
        deal|<money>|#)
    (our (image|reputation|brand|sales|profits|results|revenue|margins|share price)) ~ (suffer*|damaged|
        hurt|tarnished|fallen|dropped|declined|unfairly|affected|at risk|hit)
    (we|our company) (have |has |'ve )(already )?(invested|spent|poured) ~ (million*|thousands|heavily|
        considerable|fortune|<money>|great deal)

we.same_boat
    in the same (storm|boat|ship|position|situation together|mess|fix)
    (we're|we are|everyone is|everybody is) all (in this|in the same|going through the same|facing the same|
        struggling|suffering|affected)

we.same_boat
    unless (not all|not everyone|not in the same|differently)
    (in the same boat|all in this together|all in it together)
    (we|we're|we've) (all|each) (know|want|love|have|been|going|miss|feel|had|suffer*|hate|need|agree|
        understand) ~ (that|how|what|to|the same|this|it|our|a)
    (everyone|everybody|the whole world|the entire country) (is|has|knows|agrees|understands|must|faces|
        suffers) ~ (same|suffering|struggling|boat|that|affected|sacrifice*|through|equally)
"""
